// A bridge as sclang sees it: requests with callbacks and time-outs, its state as it changes, the ranges
// of its arguments, and event types for patterns. Every path is an address of the bridge without its /dx7/.

DX7Bridge {
	classvar <all, defaultBridge, nextID = 1;

	var <addr, <>timeout = 5, <state, <alive = false;
	var pending, wandering = false, heardFrom, followers, ready, greeted = false, specs, legal, receiver, keeper;
	var model, crowd = 0, arity, missed = false, asking = false, askAgain = false, refusals = 0;

	*initClass {
		all = IdentitySet.new;
		StartUp.add { this.addEventTypes };
	}

	*new { |host = "127.0.0.1", port = 7700| ^super.new.prInit(NetAddr(host, port)) }

	// The one that events without a \bridge play to.
	*default { ^defaultBridge ?? { defaultBridge = this.new } }

	*default_ { |bridge| defaultBridge = bridge }

	prInit { |netAddr|
		addr = netAddr;
		state = IdentityDictionary.new;
		specs = IdentityDictionary.new;
		legal = IdentityDictionary.new;
		arity = IdentityDictionary.new;
		followers = IdentityDictionary.new;
		pending = IdentityDictionary.new;
		ready = List.new;
		receiver = { |message, time, from| if(this.prIsFrom(from)) { this.prReceive(message) } };
		thisProcess.addOSCRecvFunc(receiver);
		CmdPeriod.add(this);
		all.add(this);
		// Asks whether the bridge is there, and keeps the subscription; goes on after Cmd-Period.
		keeper = SkipJack({ this.prKeepInTouch }, 1, name: "DX7Bridge");
	}

	prIsFrom { |from| ^(from.addr == addr.addr) and: { from.port == addr.port } }

	free {
		this.cmdPeriod;
		// To the bridge, all of one sclang are one client.
		if(alive and: { all.any { |each| (each !== this) and: { each.prIsFrom(addr) } }.not }) {
			this.send(\unsubscribe)
		};
		keeper.stop;
		thisProcess.removeOSCRecvFunc(receiver);
		CmdPeriod.remove(this);
		all.remove(this);
		if(defaultBridge === this) { defaultBridge = nil };
		alive = false;
	}

	// Patterns stop by themselves, and so shall what this client set going in the bridge; who still waits
	// for an answer is told that none will come.
	cmdPeriod {
		if(wandering) { this.send(\drift, 0.0, 0.0); this.send('path/stop'); wandering = false };
		pending.copy.do { |request| request.refuse(\cancelled, "Cmd-Period") };
		pending.clear;
		ready.clear;
	}

	// --- being in touch

	prKeepInTouch {
		if(alive and: { heardFrom < (Main.elapsedTime - 4) }) { this.prSetAlive(false) };
		this.send(\status);
	}

	prSetAlive { |flag|
		if(alive != flag) {
			alive = flag;
			greeted = false;
			missed = false;
			if(flag) { this.prGreet };
			this.prTell(\alive, [flag]);
		};
	}

	// What the bridge's status tells: [name of the model, dims], dims 0 until it is loaded, and how many
	// follow. Another model has other axes. A bridge without followers, or with fewer than before, may have been restarted
	// since, and knows nothing of us.
	prNotice { |nameAndDims, count|
		var isAnother = model != nameAndDims;
		var isNew = isAnother or: { count == 0 } or: { count < crowd };
		crowd = count;
		if(isAnother) { model = nameAndDims; this.prTell(\model, model) };
		if(greeted and: { isNew }) {
			this.prSubscribe;
			if(isAnother) { this.prLoadAxes };
		};
	}

	prSubscribe { |action, onFail| this.request(\subscribe, [0, 30], action, onFail) }

	// The whole state, and then every change; the ranges, and what the axes do.
	prGreet {
		var next = { this.prLoadAxes({ this.prRunReady }) };
		this.prSubscribe({ this.prLoadSpecs(next) }, next);
	}

	prRunReady {
		var waiting = ready;
		greeted = true;
		ready = List.new;
		waiting.do(_.value(this));
	}

	// Calls when the bridge answers and its state, ranges and axes are known: at once, if they are.
	whenReady { |action|
		if(alive and: { greeted }) { action.value(this) } {
			ready.add(action);
			SystemClock.sched(5, { if(alive.not and: { ready.includes(action) }) { this.prSayMissing }; nil });
		};
	}

	// Once for each time that it is not there.
	prSayMissing {
		if(missed.not) {
			missed = true;
			"DX7Bridge: no bridge at %:%; start it in a shell: dx7bridge serve".format(addr.ip, addr.port).warn;
		};
	}

	// In a Routine: waits for that. False when it took longer than `seconds`.
	waitUntilReady { |seconds = 30|
		var is = false, condition = CondVar.new;
		this.whenReady { is = true; condition.signalAll };
		condition.waitFor(seconds, { is });
		^is
	}

	// --- sending

	*address { |path| ^if(path.asString[0] == $/) { path.asSymbol } { ("/dx7/" ++ path).asSymbol } }

	*key { |address| ^address.asString.drop(5).asSymbol }

	// A message without an answer, at once.
	send { |path ... args|
		addr.sendMsg(this.class.address(path), *this.prGiven(path, args));
		this.prKeep(path, args);
	}

	// Messages, each [path, arguments ...], that the bridge carries out together, `latency` seconds from
	// the logical now. nil sends without a time.
	sendBundle { |latency ... messages|
		addr.sendBundle(latency, *messages.collect { |message|
			[this.class.address(message[0])] ++ this.prGiven(message[0], message.drop(1))
		});
		messages.do { |message| this.prKeep(message[0], message.drop(1)) };
	}

	// Asks. action.(extra, heard): what the answer brought, and by key what came before it.
	// onFail.(code, text): the bridge's own code, or \timeout, or \cancelled by Cmd-Period.
	request { |path, args, action, onFail, seconds|
		var address = this.class.address(path), id = nextID, request;
		args = this.prGiven(path, args.asArray);
		nextID = nextID + 1;
		request = DX7BridgeRequest(address, action, onFail, this.prTakesID(path, args).not);
		pending.put(id, request);
		addr.sendMsg(address, *(if(request.nameless) { args } { args ++ [id] }));
		SystemClock.sched(seconds ? timeout, {
			pending.removeAt(id) !? { request.refuse(\timeout, this.prSilence(seconds ? timeout)) };
			nil
		});
		^id
	}

	prSilence { |seconds|
		var text = "no answer within % s".format(seconds);
		^if(alive) { text } {
			text ++ "; is a bridge at %:%? Start it in a shell: dx7bridge serve".format(addr.ip, addr.port)
		}
	}

	// A bridge tells an id by the number of arguments: where one is left out, the id would be taken for it.
	// Such a request goes without, and is the one that an answer without an id is for.
	prTakesID { |path, args|
		var known = arity[this.class.key(this.class.address(path))];
		^known.isNil or: { args.size >= (known[\names].size + known[\optional].size) }
	}

	// The request of this id; otherwise the first to this address that went without one: the bridge may have
	// taken its last argument for an id.
	prWaiting { |address, id|
		var found = if(pending[id].notNil and: { pending[id].address == address }) { id } {
			pending.keys.select { |each|
				pending[each].nameless and: { pending[each].address == address }
			}.minItem
		};
		^found !? { pending.removeAt(found) }
	}

	// Asks in a Routine, and waits: [extra, heard], or throws a DX7BridgeError.
	ask { |path ... args|
		var answer, error, condition = CondVar.new;
		this.request(path, args,
			{ |extra, heard| answer = [extra, heard]; condition.signalAll },
			{ |code, text| error = DX7BridgeError(path, code, text); condition.signalAll });
		condition.wait { answer.notNil or: { error.notNil } };
		error !? { error.throw };
		^answer
	}

	// --- arguments: as the bridge takes them, or an error that names the argument and says what is legal

	prNumber { |path, name, value|
		if(value.isNumber.not) { this.prRefuseArgument(path, name, value, "a number") };
		^value.asFloat
	}

	prWhole { |path, name, value|
		if(value.isNumber.not or: { value != value.asInteger }) {
			this.prRefuseArgument(path, name, value, "a whole number")
		};
		^value.asInteger
	}

	prFlag { |path, on|
		if(on.isKindOf(Boolean)) { on = on.binaryValue };
		^this.prWhole(path, \on, on)
	}

	prText { |path, name, value|
		if(value.isString.not and: { value.isKindOf(Symbol).not }) {
			this.prRefuseArgument(path, name, value, "a text")
		};
		^value.asString
	}

	// A dimension by its number, 1 to 8, or by the label of its axis.
	prDimension { |path, value|
		var labels = this.axes.collect { |axis| axis[\label] };
		var number = if(value.isKindOf(Symbol) or: { value.isString }) {
			labels.detectIndex { |label| label == value.asString } !? { |index| index + 1 }
		} {
			value
		};
		if(number.isNumber.not or: { (1..8).includesEqual(number).not }) {
			this.prRefuseArgument(path, \dimension, value, ["a whole number from 1 to 8"] ++ labels)
		};
		^number.asInteger
	}

	prNumbers { |path, name, values, size|
		if(values.isSequenceableCollection.not or: { values.isString } or: { values.size != size }) {
			this.prRefuseArgument(path, name, values, ["an array of % numbers".format(size)])
		};
		^values.collect { |value, i| this.prNumber(path, "% %".format(name, i + 1), value) }
	}

	// nil would go out as the number 0.
	prGiven { |path, args|
		var index = args.detectIndex(_.isNil);
		var known = arity[this.class.key(this.class.address(path))];
		index !? { this.prRefuseArgument(path, "argument %".format(index + 1), nil, ["a number or text"]) };
		if(known.notNil and: { args.size < known[\names].size }) {
			this.prRefuseArgument(path, known[\names][args.size], nil, "an argument")
		};
		^args
	}

	// What is legal is as the bridge tells it, or `kind`; an Array of words is the whole of it.
	prRefuseArgument { |path, name, value, kind|
		var told = legal[this.class.key(this.class.address(path))] ?? { () };
		var isLegal = case
			{ kind.isString.not } { kind.join(", ") }
			{ told.size == 1 } { told.values[0] }
			{ told[name.asString.split($ )[0].asSymbol] ?? { kind } };
		var text = if(value.isNil) { "% is missing: must be %".format(name, isLegal) } {
			"% = %: must be %".format(name, value.asCompileString, isLegal)
		};
		DX7BridgeError(this.class.key(this.class.address(path)), \bad_args, text).throw;
	}

	// --- receiving

	prReceive { |message|
		var address = message[0];
		heardFrom = Main.elapsedTime;
		switch(address,
			'/dx7/done', { this.prWaiting(message[1], message[2]) !? { |request| request.finish(message.drop(3)) } },
			'/dx7/fail', { this.prRefuse(message) },
			'/dx7/hello', { addr.sendMsg('/dx7/hello', message[1]) }, // shows the bridge that we hear it
			'/dx7/pong', { this.prFinish(message.last, message.drop(1)); this.prSetAlive(true) },
			'/dx7/status.reply', {
				this.prFinish(message.last, message.drop(1));
				this.prNotice([message[1].asString, message[2]], message[5]);
				this.prSetAlive(true);
			},
			{
				if(address.asString.beginsWith("/dx7/")) {
					pending.do { |request| request.hear(this.class.key(address), message.drop(1)) };
					this.prTell(this.class.key(address), message.drop(1));
					if(address == '/dx7/latent') { this.prTellCoordinates(message.drop(1)) };
				}
			}
		);
	}

	prFinish { |id, extra|
		var request = pending.removeAt(id);
		request !? { request.finish(extra) };
	}

	prRefuse { |message|
		var request = this.prWaiting(message[1], message[2]);
		if(message[1].asString.beginsWith("/dx7/latent") and: { message[1] != '/dx7/latent/get' }) {
			this.prRestore
		} {
			// Set without a request, and not there: the bridge sends its state again.
			if(request.isNil and: { state[this.class.key(message[1])].notNil }) { this.prSubscribe };
		};
		if(request.notNil) {
			request.refuse(message[3], message[4].asString)
		} {
			"DX7Bridge: % failed: % (%)".format(message[1], message[4], message[3]).warn;
		};
	}

	// What was set is not there: where is the bridge instead? Asked once more when refusals end, for the
	// bridge tells but ten a second.
	prRestore {
		var mine = refusals = refusals + 1;
		this.prRefresh;
		SystemClock.sched(0.3, { if(mine == refusals) { this.prRefresh }; nil });
	}

	// Where the bridge is, when only it knows. One question at a time.
	prRefresh {
		if(asking) { askAgain = true } {
			asking = true;
			askAgain = false;
			this.request('latent/get', [], { asking = false; if(askAgain) { this.prRefresh } }, { asking = false });
		};
	}

	prTell { |key, args|
		state.put(key, args);
		followers[key].value(*args);
		this.changed(key, *args);
	}

	// Calls action.(arguments ...) whenever this part of the state changes, and with what it is now.
	follow { |key, action|
		followers[key] = followers[key].addFunc(action);
		state[key] !? { |args| action.value(*args) };
		^action
	}

	unfollow { |key, action| followers[key] = followers[key].removeFunc(action) }

	// --- the state as it was told last

	latent { ^state[\latent] ?? { 0.0 ! 8 } }
	voiceName { ^(state[\name] ?? { [""] })[0].asString }
	params { ^state[\params] }
	temperature { ^(state[\temperature] ?? { [1.0] })[0] }

	algorithm { ^this.params !? { |p| p[134] + 1 } }
	feedback { ^this.params !? { |p| p[135] } }

	// Six each, operator 1 first; a voice holds operator 6 first, 21 values an operator.
	levels { ^this.prOperators(16) }
	coarse { ^this.prOperators(18) }
	fine { ^this.prOperators(19) }
	ratios { ^this.coarse !? { |c| c.collect { |n, i| n.max(0.5) * (1 + (this.fine[i] / 100)) } } }
	prOperators { |offset| ^this.params !? { |p| (5..0).collect { |n| p[n * 21 + offset] } } }

	// --- the ranges that the bridge itself tells

	prLoadSpecs { |action|
		this.request('help/args', ["/dx7/"], { |extra, heard|
			[specs, legal, arity].do(_.clear);
			heard['help/args'].do { |row| this.prLearn(*row) };
			action.value(this);
		}, { |code, text| "DX7Bridge: no ranges: %".format(text).warn; action.value(this) });
	}

	// One argument, as the bridge describes it: its range, what is legal, and how many there must be.
	prLearn { |address, name, type, optional, low, high|
		var key = this.class.key(address), types = type.asString, ranged = low < high;
		var kinds = (i: "a whole number", f: "a number", s: "text", b: "a blob");
		var words = types.split($|).collect { |each| kinds[each.keep(1).asSymbol] };
		var isText = words == ["text"], many = types.includesAny("*.");
		var told = words[0], orText = if(many.not and: { words.size > 1 }) { ", or text" } { "" };
		var shown = [low, high].collect { |limit| if(limit.isFloat) { limit.asStringPrec(7) } { limit.asString } };
		specs[key] = specs[key] ?? { [] };
		arity[key] = arity[key] ?? { (names: [], optional: []) };
		if(types.isEmpty) { ^this }; // it takes none
		if(ranged) {
			told = told ++ (if(isText) { " of % to % characters" } { " from % to %" }).format(*shown)
		};
		legal[key] = (legal[key] ?? { () }).put(name, told ++ orText);
		if(ranged and: { isText.not } and: { words.includesEqual("a blob").not }) {
			specs[key] = specs[key].reject { |each| each.key == name }.add(
				name -> ControlSpec(low, high, \lin,
					step: if(words[0] == "a whole number") { 1 } { 0 }, default: 0.clip(low, high)));
		};
		this.prCountArgument(key, name, types, many, optional != 0);
	}

	// How many arguments there must be, by name, and how many more there may be. Where there may be several
	// numbers of arguments, it is not told.
	prCountArgument { |key, name, types, many, isOptional|
		var known = arity[key];
		var several = types.includes($|).not and: { types.size > 1 };
		if(many) { arity.removeAt(key) } {
			if(isOptional) { known[\optional] = known[\optional].add(types) } {
				known[\names] = known[\names] ++ if(several) {
					Array.fill(types.size, { |i| "% %".format(name, i + 1) })
				} {
					[name.asString]
				}
			}
		};
	}

	// What the eight axes do, and the coordinates at the ends of their normalised scale: known when the
	// bridge is ready, and asked again when it has another model. An Array of Events (number, label, low, high).
	axes { ^state[\axes] ?? { [] } }

	prLoadAxes { |action|
		this.request('axes/get', [], { |extra, heard|
			this.prTell(\axes, heard[\axis].asArray.collect { |row|
				(number: row[0], label: row[1].asString, low: row[2], high: row[3])
			});
			action.value(this);
		}, { |code, text| "DX7Bridge: no axes: %".format(text).warn; action.value(this) });
	}

	// The ControlSpec of an axis, by number or label: the part of it where voices are.
	axisSpec { |dimension|
		var axis, index = this.prDimension('axes/get', dimension) - 1;
		axis = this.axes[index] ?? { Error("DX7Bridge: no axes known; wait for them with whenReady").throw };
		^ControlSpec(axis[\low], axis[\high], \lin, default: 0.clip(axis[\low], axis[\high]))
	}

	// The ControlSpec of an argument, by its name, or of the first that has one.
	spec { |path, name|
		var key = this.class.key(this.class.address(path)), known = specs[key];
		known ?? {
			Error(if(specs.isEmpty) { "DX7Bridge: no ranges known of %; wait for them with whenReady".format(path) } {
				"DX7Bridge: the bridge has no address %; those with ranges are %".format(
					path, specs.keys.select { |each| specs[each].notEmpty }.asArray.sort.join(" "))
			}).throw
		};
		known = known.select { |each| name.isNil or: { each.key == name } };
		^known[0] !? { known[0].value }
	}

	// --- what players ask for; each takes its callbacks last

	latent_ { |z|
		this.send(\latent, *this.prNumbers(\latent, \z, z, 8));
	}

	// One coordinate: dimension 1 to 8, or the label of its axis.
	setLatent { |dimension, value|
		dimension = this.prDimension(\latent, dimension);
		this.send("latent/" ++ dimension, this.prNumber("latent/" ++ dimension, \z, value));
	}

	// The bridge sends nobody what they set themselves, so this keeps `state` up to date. Coordinates on the
	// normalised scale and the pad's are known again when the bridge sends them.
	prKeep { |path, args|
		var key = this.class.key(this.class.address(path)), words = key.asString.split($/);
		var dimension = if(words.size == 2) { words[1].asInteger } { 0 };
		case
		{ key == \latent } { if(args.size >= 8) { this.prKeepLatent(args.keep(8)) } }
		{ words[0] == "latent" and: { dimension > 0 } } {
			this.prKeepLatent(this.latent.copy.put(dimension - 1, args[0]))
		}
		{ words[0] == "latent" and: { key != 'latent/axes' } } { if(key != 'latent/get') { this.prRefresh } }
		{ state[key].notNil and: { [\name, \param].includes(key).not } and: { args.size == state[key].size } } {
			args = args.collect { |each| if(each.isString) { each.asSymbol } { each } }; // as they are received
			this.prTell(key, args);
			if(key == \glide) { (1..8).do { |n| this.prTell(("glide/" ++ n).asSymbol, args) } };
		}
	}

	prKeepLatent { |z|
		z = z.collect(_.asFloat);
		this.prTell(\latent, z);
		this.prTellCoordinates(z);
	}

	// Each coordinate by itself, and those of the pad. On the normalised scale they are unknown until the bridge
	// sends them.
	prTellCoordinates { |z|
		z.do { |value, i|
			var key = ("latent/" ++ (i + 1)).asSymbol;
			if(state[key] != [value]) {
				['latent/norm', 'latent/norm/xy', ("latent/norm/" ++ (i + 1)).asSymbol].do { |each| state.removeAt(each) };
				this.prTell(key, [value]);
			};
		};
		state['latent/axes'] !? { |axes| this.prTell('latent/xy', axes.collect { |n| z[n - 1] }) };
	}

	// The same on a scale of 0 to 1. The bridge works out the coordinates.
	norm_ { |shares|
		this.send('latent/norm', *this.prNumbers('latent/norm', \share, shares, 8));
	}

	setNorm { |dimension, share|
		var path = "latent/norm/" ++ this.prDimension('latent/norm', dimension);
		this.send(path, this.prNumber(path, \share, share));
	}

	// The two coordinates of the XY pad; the same on a scale of 0 to 1; and which two these are.
	xy { |x, y| this.prPad('latent/xy', x, y) }
	normXY { |x, y| this.prPad('latent/norm/xy', x, y) }
	xyAxes { |x, y, action, onFail|
		this.prAct('latent/axes', [x, y].collect { |each| this.prDimension('latent/axes', each) }, action, onFail)
	}

	prPad { |path, x, y| this.send(path, this.prNumber(path, \x, x), this.prNumber(path, \y, y)) }

	temperature_ { |value|
		value = this.prNumber(\temperature, \temperature, value);
		this.prAct(\temperature, [value]);
	}

	seed { |seed, action, onFail| this.prAct(\seed, [this.prWhole(\seed, \seed, seed)], action, onFail) }
	sample { |action, onFail| this.prArrive(\sample, [], action, onFail) }
	store { |slot, action, onFail| this.prAct('slot/store', [this.prWhole('slot/store', \slot, slot)], action, onFail) }

	// With seconds, it fades over.
	recall { |slot, action, onFail, seconds = 0|
		this.prArrive('slot/recall', [this.prSlot(slot), this.prNumber('slot/recall', \seconds, seconds)], action, onFail)
	}

	nextSlot { |action, onFail| this.prArrive('slot/next', [], action, onFail) }
	previousSlot { |action, onFail| this.prArrive('slot/previous', [], action, onFail) }
	swapSlots { |a, b, action, onFail| this.prAct('slot/swap', this.prWholes('slot/swap', [a: a, b: b]), action, onFail) }

	// The slot stored or recalled last; 0 for none.
	slot { ^(state['slot/at'] ?? { [0] })[0] }

	clearSlot { |slot, action, onFail| this.prAct('slot/clear', [this.prWhole('slot/clear', \slot, slot)], action, onFail) }

	nameSlot { |slot, name, action, onFail|
		this.prAct('slot/name', [this.prWhole('slot/name', \slot, slot), this.prText('slot/name', \name, name)], action, onFail)
	}

	interpolate { |t| this.send(\interpolate, this.prNumber(\interpolate, \t, t)) }

	interpolateSlots { |a, b, action, onFail|
		this.prAct('interpolate/slots', this.prWholes('interpolate/slots', [a: a, b: b]), action, onFail)
	}

	// The named whole numbers, in order.
	prWholes { |path, named| ^named.clump(2).collect { |pair| this.prWhole(path, pair[0], pair[1]) } }

	setParam { |parameter, value, action, onFail|
		this.prAct(\param, [this.prWord(\param, \parameter, parameter), this.prWhole(\param, \value, value)], action, onFail)
	}

	// A name or a number.
	prWord { |path, name, value| ^if(value.isNumber) { this.prWhole(path, name, value) } { this.prText(path, name, value) } }

	voiceName_ { |name| this.send(\name, this.prText(\name, \name, name)) }
	vary { |amount = 0.2, action, onFail| this.prArrive(\vary, [this.prNumber(\vary, \amount, amount)], action, onFail) }

	// Groups such as \envelopes, or parameters: these alone are drawn anew.
	samplePart { |parts, action, onFail|
		this.prArrive('sample/part', parts.asArray.collect { |each| this.prText('sample/part', \part, each) }, action, onFail)
	}

	initVoice { |action, onFail| this.prArrive(\init, [], action, onFail) }
	undo { |action, onFail| this.prArrive(\undo, [], action, onFail) }
	redo { |action, onFail| this.prArrive(\redo, [], action, onFail) }

	// [undos, redos]: how many steps there are.
	history { ^state[\history] ?? { [0, 0] } }

	// One note of the voice, on the synth or by the bridge's own engine.
	audition { |note = 60, velocity = 100, seconds = 1, action, onFail|
		this.prAct(\audition, this.prWholes(\audition, [note: note, velocity: velocity])
			++ [this.prNumber(\audition, \seconds, seconds)], action, onFail)
	}

	// A note on the synth; velocity 0 releases it, and with seconds it ends by itself.
	note { |note = 60, velocity = 100, seconds|
		this.send(\note, *this.prWholes(\note, [note: note, velocity: velocity])
			++ (seconds !? { [this.prNumber(\note, \seconds, seconds)] } ?? { [] }))
	}

	// action.(array): number -> name of the voice of each part. A part's addresses are those of the bridge
	// behind its number: send('part/2/latent/1', 0.5).
	parts { |action, onFail|
		this.request('parts/get', [], { |extra, heard|
			action.value(heard[\part].asArray.collect { |row| row[0] -> row[1].asString })
		}, onFail);
	}

	// All parts around the sound of the first, 0 to 1 apart.
	spread { |amount = 0.3, action, onFail|
		this.prAct(\spread, [this.prNumber(\spread, \amount, amount)], action, onFail)
	}

	// Every note ends, whoever played it.
	panic { this.send(\panic) }

	// action.(Event): how it sounds, from a render.
	describe { |action, onFail|
		this.request(\describe, [], { |extra, heard|
			var keys = [\algorithm, \carriers, \brightness, \attack, \decay, \loudness, \verdict];
			action.value(Event.newFrom([keys, heard[\description][0]].lace));
		}, onFail);
	}

	// action.(Event): the model, its dimensions (0 until it is loaded), busy, the output, how many subscribe.
	status { |action, onFail|
		this.request(\status, [], { |extra|
			action.value(Event.newFrom([[\model, \dims, \busy, \output, \subscribers], extra.drop(-1)].lace));
		}, onFail);
	}

	// Whether voices are judged before they are sent.
	guard { |on = true, action, onFail| this.prAct(\guard, [this.prFlag(\guard, on)], action, onFail) }

	// Whether voices that the bridge makes come at an even loudness: \match or \off; and how many decibels
	// louder than usual they are drawn.
	level { |mode, action, onFail| this.prAct(\level, [this.prText(\level, \level, mode)], action, onFail) }

	trim { |decibels, action, onFail|
		this.prAct('level/trim', [this.prNumber('level/trim', \decibels, decibels)], action, onFail)
	}

	// Whether the transposition stays where it is, \keep or \free; and where that is, in semitones from C.
	key { |mode, action, onFail| this.prAct(\key, [this.prText(\key, \transposition, mode)], action, onFail) }

	transpose { |semitones, action, onFail|
		this.prAct(\transpose, [this.prWhole(\transpose, \semitones, semitones)], action, onFail)
	}

	// Keeps the algorithm and the whole ratios while a coordinate moves.
	smooth { |on = true, action, onFail| this.prAct(\smooth, [this.prFlag(\smooth, on)], action, onFail) }

	// A group such as \envelopes or \op1, a parameter, or \all.
	lock { |what, action, onFail| this.prAct(\lock, [this.prWord(\lock, \what, what)], action, onFail) }
	unlock { |what = \all, action, onFail| this.prAct(\unlock, [this.prWord(\unlock, \what, what)], action, onFail) }
	locks { ^state[\locks] ?? { [] } }

	// Number of each filled slot -> its name.
	slots { ^(state[\slots] ?? { [] }).clump(2).collect { |pair| pair[0] -> pair[1].asString } }

	morph { |x, y| this.prPad('interpolate/xy', x, y) }

	corners { |a, b, c, d, action, onFail|
		this.prAct('interpolate/xy/slots', this.prWholes('interpolate/xy/slots', [a: a, b: b, c: c, d: d]), action, onFail)
	}

	// \latent, the model's way, or \parameters, value by value.
	morphMode { |mode, action, onFail| this.prAct('morph/mode', [this.prText('morph/mode', \mode, mode)], action, onFail) }

	// Seconds that a set of the latents travels; one dimension alone.
	glide { |seconds, action, onFail| this.prAct(\glide, [this.prNumber(\glide, \seconds, seconds)], action, onFail) }

	glideOne { |dimension, seconds, action, onFail|
		var path = "glide/" ++ this.prDimension(\glide, dimension);
		this.prAct(path, [this.prNumber(path, \seconds, seconds)], action, onFail)
	}

	// The bridge wanders by itself: turns a second, and how far in coordinates. Cmd-Period stops it.
	drift { |rate, depth, action, onFail|
		rate = this.prNumber(\drift, \rate, rate);
		depth = this.prNumber(\drift, \depth, depth);
		wandering = (rate * depth) > 0;
		this.prAct(\drift, [rate, depth], action, onFail);
	}

	// Along slots, so many seconds to each: one number, or an array. Cmd-Period stops it.
	path { |slots, seconds, action, onFail|
		var legs;
		slots.isNil.if { this.prRefuseArgument(\path, \slots, slots, ["an array of slots, 1 to 64"]) };
		seconds.isNil.if { this.prRefuseArgument(\path, \seconds, seconds, ["a number, or one for each slot"]) };
		legs = [slots.asArray, seconds].flop.collect { |leg|
			[this.prSlot(leg[0]).asFloat, this.prNumber(\path, \seconds, leg[1])]
		};
		wandering = true;
		this.prAct(\path, legs.flatten(1), action, onFail);
	}

	// Beats a minute; and the same as glide, drift, path and recall, in beats.
	tempo { ^(state[\tempo] ?? { [120.0] })[0] }
	tempo_ { |bpm| this.prAct(\tempo, [this.prNumber(\tempo, \bpm, bpm)]) }
	glideBeats { |beats, action, onFail| this.prAct('glide/beats', [this.prNumber('glide/beats', \beats, beats)], action, onFail) }
	driftBeats { |beats, depth, action, onFail|
		beats = this.prNumber('drift/beats', \beats, beats);
		depth = this.prNumber('drift/beats', \depth, depth);
		wandering = (beats * depth) > 0;
		this.prAct('drift/beats', [beats, depth], action, onFail);
	}

	pathBeats { |slots, beats, action, onFail|
		wandering = true;
		this.prAct('path/beats', [slots.asArray, beats].flop.collect { |leg|
			[this.prSlot(leg[0]).asFloat, this.prNumber('path/beats', \beats, leg[1])]
		}.flatten(1), action, onFail);
	}

	recallBeats { |slot, beats, action, onFail|
		this.prArrive('slot/recall/beats', [this.prSlot(slot), this.prNumber('slot/recall/beats', \beats, beats)], action, onFail)
	}

	prSlot { |slot| ^this.prWhole('slot/recall', \slot, slot) }

	stopPath { |action, onFail| this.prAct('path/stop', [], action, onFail) }

	// Whether a path begins again at its end.
	loopPath { |on = true, action, onFail| this.prAct('path/loop', [this.prFlag('path/loop', on)], action, onFail) }

	// action.(legs): legs that lie behind, with the fraction of this one.
	getPath { |action, onFail| this.prFetch('path/get', 'path/at', action, onFail) }

	// action.(path): where the favourite, or the session, was written.
	// With `overwrite`, also in the place of a file that is not the bridge's own.
	keep { |action, onFail, overwrite = false| this.prPlace(\keep, "favourites.syx", action, onFail, overwrite) }
	saveSession { |name, action, onFail, overwrite = false|
		this.prPlace('session/save', name ? "session", action, onFail, overwrite)
	}

	loadSession { |name, action, onFail|
		this.prArrive('session/load', [this.prText('session/load', \name, name ? "session")], action, onFail)
	}

	// action.(array): number -> name of each favourite; names of the sessions. Those at hand are state.
	favourites { |action, onFail|
		this.request('favourites/get', [], { |extra, heard|
			action.value(heard[\favourite].asArray.collect { |row| row[0] -> row[1].asString })
		}, onFail);
	}

	favourite { ^state['favourite/at'] ?? { [0, ""] } }
	loadFavourite { |number, action, onFail|
		this.prArrive('favourite/load', [this.prWhole('favourite/load', \number, number)], action, onFail)
	}

	nextFavourite { |action, onFail| this.prArrive('favourite/next', [], action, onFail) }
	previousFavourite { |action, onFail| this.prArrive('favourite/previous', [], action, onFail) }
	renameFavourite { |name, number = 0, action, onFail|
		this.prAct('favourite/rename', [this.prWhole('favourite/rename', \number, number),
			this.prText('favourite/rename', \name, name)], action, onFail)
	}

	deleteFavourite { |number = 0, action, onFail|
		this.prAct('favourite/delete', [this.prWhole('favourite/delete', \number, number)], action, onFail)
	}

	restoreFavourite { |action, onFail| this.prArrive('favourite/restore', [], action, onFail) }

	sessions { |action, onFail|
		this.request('sessions/get', [], { |extra, heard|
			action.value(heard[\session].asArray.collect { |row| row[0].asString })
		}, onFail);
	}

	session { ^(state['session/at'] ?? { [""] })[0].asString }
	nextSession { |action, onFail| this.prArrive('session/next', [], action, onFail) }
	previousSession { |action, onFail| this.prArrive('session/previous', [], action, onFail) }
	renameSession { |newName, name = "", action, onFail|
		this.prAct('session/rename', [this.prText('session/rename', \name, name),
			this.prText('session/rename', \name, newName)], action, onFail)
	}

	deleteSession { |name = "", action, onFail|
		this.prAct('session/delete', [this.prText('session/delete', \name, name)], action, onFail)
	}

	restoreSession { |name = "", action, onFail|
		this.prAct('session/restore', [this.prText('session/restore', \name, name)], action, onFail)
	}

	prPlace { |path, name, action, onFail, overwrite|
		this.request(path, [this.prText(path, if(path == 'session/save') { \name } { \path }, name)]
			++ if(overwrite == true) { ["overwrite"] } { [] },
			{ |extra| action.value(extra[0].asString) }, onFail)
	}

	// Without a seed, one by chance.
	cartSample { |seed, action, onFail|
		this.prAct('cart/sample', [this.prWhole('cart/sample', \seed, seed ?? { 2147483647.rand })], action, onFail)
	}

	cartInterpolate { |a, b, action, onFail|
		this.prAct('cart/interpolate', this.prWholes('cart/interpolate', [a: a, b: b]), action, onFail)
	}

	cartSave { |path, action, onFail, overwrite = false|
		this.prPlace('cart/save', path, action, onFail, overwrite)
	}

	// A voice as 128, 155 or 163 bytes: an Int8Array, or an Array of whole numbers.
	encode { |voice, action, onFail|
		case
		{ voice.isKindOf(Int8Array) } { this.prArrive(\encode, [voice], action, onFail) }
		{ voice.isKindOf(Array) } {
			voice = voice.collect { |value, i| this.prWhole('encode/ints', "value %".format(i + 1), value) };
			this.prArrive('encode/ints', voice, action, onFail)
		}
		{ this.prRefuseArgument(\encode, \voice, voice, ["an Int8Array or an Array of 128, 155 or 163"]) };
	}

	// One of a .syx file in the bridge's own folder, counted from 1.
	encodeFile { |path, voice = 1, action, onFail|
		this.prArrive('encode/file', [this.prText('encode/file', \path, path), this.prWhole('encode/file', \voice, voice)],
			action, onFail)
	}

	// action.(Int8Array): the voice as a dump of 163 bytes; the cartridge as one of 4104.
	getSysex { |action, onFail| this.prFetch('sysex/get', \sysex, action, onFail) }
	getCart { |action, onFail| this.prFetch('cart/get', \cart, action, onFail) }

	ports { |action, onFail|
		this.request('midi/ports', [], { |extra, heard|
			action.value(heard['midi/port'].asArray.collect { |row| row[0].asString })
		}, onFail);
	}

	sendMidi { |action, onFail| this.prAct('midi/send', [], action, onFail) }

	// Asks the synth for the voice it holds, which is then encoded.
	capture { |action, onFail| this.prAct(\capture, [], action, onFail) }

	// Writes the bank that the synth sent last into the bridge's folder.
	captureBank { |path, action, onFail, overwrite = false|
		this.prPlace('capture/bank', path, action, onFail, overwrite)
	}

	// The next MIDI controller that moves takes this dimension; and no more of it, of any without one.
	learnControl { |dimension, action, onFail, encoding = \absolute|
		this.prAct('midi/learn', [this.prDimension('midi/learn', dimension), this.prText('midi/learn', \encoding, encoding)],
			action, onFail)
	}

	forgetControl { |dimension, action, onFail|
		this.prAct('midi/forget', [if(dimension.isNil) { "all" } { this.prDimension('midi/forget', dimension) }],
			action, onFail)
	}

	// action.(array): dimension -> its MIDI controller.
	controls { |action, onFail|
		this.request('midi/controls/get', [], { |extra, heard|
			action.value(heard['midi/control'].asArray.collect { |row| row[0] -> row[1].asString })
		}, onFail);
	}

	// Done: action.(bridge).
	prAct { |path, args, action, onFail|
		this.request(path, args, { this.prKeep(path, args); action.value(this) }, onFail)
	}

	// A new sound: its latent, name and params come right behind the done, and a ping behind them.
	prArrive { |path, args, action, onFail|
		this.request(path, args, { this.request(\ping, [], { action.value(this) }, onFail) }, onFail);
	}

	prFetch { |path, key, action, onFail|
		this.request(path, [], { |extra, heard| action.value(heard[key][0][0]) }, onFail);
	}

	// --- event types

	*addEventTypes {
		// \z: coordinates, all eight or the first few; or \dim, 1 to 8 or the label of an axis, with \value.
		this.prAddEventType(\dx7latent, { |bridge|
			if(~dim.notNil) {
				var dim = bridge.prDimension(\latent, ~dim), path = "latent/" ++ dim;
				[[path, bridge.prNumber(path, \value, ~value)]]
			} {
				var z = ~z.value ?? { bridge.prRefuseArgument(\latent, \z, nil, ["an array of up to 8 numbers; or dim and value"]) };
				z = bridge.prNumbers(\latent, \z, z.asArray, z.asArray.size.clip(1, 8));
				if(z.size == 8) { [[\latent] ++ z] } { z.collect { |value, i| ["latent/" ++ (i + 1), value] } }
			}
		});

		// \slot: 1 to 64.
		this.prAddEventType(\dx7slot, { |bridge| [['slot/recall', bridge.prSlot(~slot)]] });

		// \t: 0 to 1, between two \slots; or \x and \y, on the pad between four. Without \slots,
		// between those chosen before.
		this.prAddEventType(\dx7morph, { |bridge|
			var pad = ~x.notNil or: { ~y.notNil };
			var ends = if(pad) { 'interpolate/xy/slots' } { 'interpolate/slots' };
			var messages = if(pad) {
				[['interpolate/xy', bridge.prNumber('interpolate/xy', \x, ~x), bridge.prNumber('interpolate/xy', \y, ~y)]]
			} {
				[[\interpolate, bridge.prNumber(\interpolate, \t, ~t)]]
			};
			~slots !? {
				bridge.prNumbers(ends, \slots, ~slots, if(pad) { 4 } { 2 });
				messages = [[ends] ++ ~slots.collect { |slot, i| bridge.prWhole(ends, "abcd"[i].asSymbol, slot) }] ++ messages
			};
			messages
		});

		// \amount: 0 to 1, a step from here; 0.2 when it is left out.
		this.prAddEventType(\dx7vary, { |bridge| [[\vary, bridge.prNumber(\vary, \amount, ~amount ? 0.2)]] });

		// A new voice; \seed and \temperature when they are there.
		this.prAddEventType(\dx7sample, { |bridge|
			var messages = [[\sample]];
			~seed !? { messages = [[\seed, bridge.prWhole(\seed, \seed, ~seed)]] ++ messages };
			~temperature !? {
				messages = [[\temperature, bridge.prNumber(\temperature, \temperature, ~temperature)]] ++ messages
			};
			messages
		});
	}

	// An event type: `messages`, with the event's keys as its environment, returns what to send. An event that
	// is refused posts one line, and its pattern plays on.
	*prAddEventType { |type, messages|
		Event.addEventType(type, { |server|
			var bridge = ~bridge ?? { DX7Bridge.default };
			try { bridge.prPlayEvent(server, messages.value(bridge)) } { |error|
				if(error.isKindOf(DX7BridgeError).not) { error.throw };
				"%; the event was left out".format(error.what).warn;
				bridge.prTell(\refused, [error.path, error.code, error.text]);
			};
		});
	}

	// In an event: due when the server's notes are, so that voices change with them.
	prPlayEvent { |server, messages|
		var latency = ~latency ? server.latency, lag = ~lag ? 0, offset = ~timingOffset ? 0;
		var send = {
			this.sendBundle(if(latency.isNil and: { lag == 0 }) { nil } { (latency ? 0) + lag }, *messages)
		};
		if(offset == 0) { send.value } { thisThread.clock.sched(offset, { send.value; nil }) };
	}
}

// One question on its way.
DX7BridgeRequest {
	var <address, action, onFail, <nameless, heard;  // nameless: it went without an id

	*new { |address, action, onFail, nameless|
		^super.newCopyArgs(address, action, onFail, nameless, IdentityDictionary.new)
	}

	hear { |key, args| heard[key] = heard[key].add(args) }

	finish { |extra| action.value(extra, heard) }

	refuse { |code, text|
		if(onFail.notNil) { onFail.value(code, text) } {
			"DX7Bridge: % failed: % (%)".format(address, text, code).warn
		};
	}
}

DX7BridgeError : Error {
	var <path, <code, <text;

	*new { |path, code, text| ^super.new("DX7Bridge: % failed: % (%)".format(path, text, code)).setError(path, code, text) }

	setError { |aPath, aCode, aText| path = aPath; code = aCode; text = aText }
}
