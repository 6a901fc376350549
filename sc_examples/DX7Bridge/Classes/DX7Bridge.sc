// A bridge as sclang sees it: requests with callbacks and time-outs, its state as it changes, the ranges
// of its arguments, and event types for patterns. Every path is an address of the bridge without its /dx7/.

DX7Bridge {
	classvar <all, defaultBridge, nextID = 1;

	var <addr, <>timeout = 5, <state, <alive = false;
	var pending, wandering = false, heardFrom, followers, ready, specs, receiver, keeper;

	*initClass {
		all = IdentitySet.new;
		StartUp.add { this.addEventTypes };
	}

	*new { |host = "127.0.0.1", port = 7700| ^super.new.init(NetAddr(host, port)) }

	// The one that events without a \bridge play to.
	*default { ^defaultBridge ?? { defaultBridge = this.new } }

	*default_ { |bridge| defaultBridge = bridge }

	init { |netAddr|
		addr = netAddr;
		state = IdentityDictionary.new;
		specs = IdentityDictionary.new;
		followers = IdentityDictionary.new;
		pending = IdentityDictionary.new;
		ready = List.new;
		receiver = { |message, time, from| if(this.isFrom(from)) { this.receive(message) } };
		thisProcess.addOSCRecvFunc(receiver);
		CmdPeriod.add(this);
		all.add(this);
		// Asks whether the bridge is there, and keeps the subscription; goes on after Cmd-Period.
		keeper = SkipJack({ this.keepInTouch }, 1, name: "DX7Bridge");
	}

	isFrom { |from| ^(from.addr == addr.addr) and: { from.port == addr.port } }

	free {
		this.cmdPeriod;
		// To the bridge, all of one sclang are one client.
		if(alive and: { all.any { |each| (each !== this) and: { each.isFrom(addr) } }.not }) {
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

	keepInTouch {
		if(alive and: { heardFrom < (Main.elapsedTime - 4) }) { this.setAlive(false) };
		this.send(\ping);
	}

	setAlive { |flag|
		if(alive != flag) {
			alive = flag;
			if(flag) { this.greet };
			this.tell(\alive, [flag]);
		};
	}

	// The whole state, and then every change; and the ranges.
	greet {
		this.request(\subscribe, [0, 30], { this.loadSpecs({ this.runReady }) }, { this.runReady });
	}

	runReady {
		var waiting = ready;
		ready = List.new;
		waiting.do(_.value(this));
	}

	// Calls when the bridge answers and its state and ranges are known: at once, if they are.
	whenReady { |action|
		if(alive and: { specs.notEmpty }) { action.value(this) } { ready.add(action) };
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
	send { |path ... args| addr.sendMsg(this.class.address(path), *args) }

	// Messages, each [path, arguments ...], that the bridge carries out together, `latency` seconds from
	// the logical now. nil sends without a time.
	sendBundle { |latency ... messages|
		addr.sendBundle(latency, *messages.collect { |message|
			[this.class.address(message[0])] ++ message.drop(1)
		});
	}

	// Asks. action.(extra, heard): what the answer brought, and by key what came before it.
	// onFail.(code, text): the bridge's own code, or \timeout, or \cancelled by Cmd-Period.
	request { |path, args, action, onFail, seconds|
		var address = this.class.address(path), id = nextID, request;
		nextID = nextID + 1;
		request = DX7BridgeRequest(address, action, onFail);
		pending.put(id, request);
		addr.sendMsg(address, *(args.asArray ++ [id]));
		SystemClock.sched(seconds ? timeout, {
			pending.removeAt(id) !? { request.refuse(\timeout, "no answer within % s".format(seconds ? timeout)) };
			nil
		});
		^id
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

	// --- receiving

	receive { |message|
		var address = message[0];
		heardFrom = Main.elapsedTime;
		switch(address,
			'/dx7/done', { this.finish(message[2], message.drop(3)) },
			'/dx7/fail', { this.refuse(message) },
			'/dx7/pong', { this.finish(message.last, message.drop(1)); this.setAlive(true) },
			'/dx7/status.reply', { this.finish(message.last, message.drop(1)) },
			{
				if(address.asString.beginsWith("/dx7/")) {
					pending.do { |request| request.hear(this.class.key(address), message.drop(1)) };
					this.tell(this.class.key(address), message.drop(1));
				}
			}
		);
	}

	finish { |id, extra|
		var request = pending.removeAt(id);
		request !? { request.finish(extra) };
	}

	refuse { |message|
		var request = pending.removeAt(message[2]);
		if(request.notNil) {
			request.refuse(message[3], message[4].asString)
		} {
			"DX7Bridge: % failed: % (%)".format(message[1], message[4], message[3]).warn;
		};
	}

	tell { |key, args|
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
	levels { ^this.operators(16) }
	coarse { ^this.operators(18) }
	fine { ^this.operators(19) }
	ratios { ^this.coarse !? { |c| c.collect { |n, i| n.max(0.5) * (1 + (this.fine[i] / 100)) } } }
	operators { |offset| ^this.params !? { |p| (5..0).collect { |n| p[n * 21 + offset] } } }

	// --- the ranges that the bridge itself tells

	loadSpecs { |action|
		this.request(\help, ["/dx7/"], { |extra, heard|
			heard[\help].do { |row| specs.put(this.class.key(row[0]), this.class.parseRanges(row[2].asString)) };
			action.value(this);
		}, { |code, text| "DX7Bridge: no ranges: %".format(text).warn; action.value(this) });
	}

	// "... (x: number, -8 to 8; slot: whole number, 1 to 64)" -> [\x -> ControlSpec, \slot -> ControlSpec]
	*parseRanges { |text|
		var found = [];
		var pattern = "([A-Za-z0-9_]+): (whole number|number), (-?[0-9.]+) to (-?[0-9.]+)";
		text.findRegexp(pattern).clump(5).do { |match|
			var name, kind, low, high;
			#name, kind, low, high = match.drop(1).collect(_[1]);
			low = low.asFloat;
			high = high.asFloat;
			found = found.add(name.asSymbol -> ControlSpec(low, high, \lin,
				step: if(kind == "whole number") { 1 } { 0 }, default: 0.clip(low, high)));
		};
		^found
	}

	// The ControlSpec of an argument, by its name, or of the first that has one.
	spec { |path, name|
		var key = this.class.key(this.class.address(path)), known = specs[key];
		known ?? { Error("DX7Bridge: no ranges known of %; wait for them with whenReady".format(path)).throw };
		known = known.select { |each| name.isNil or: { each.key == name } };
		^known[0] !? { known[0].value }
	}

	// --- what players ask for; each takes its callbacks last

	latent_ { |z|
		this.remember(z);
		this.send(\latent, *z.collect(_.asFloat));
	}

	// One coordinate, 1 to 8.
	setLatent { |dimension, value|
		this.remember(this.latent.copy.put(dimension - 1, value));
		this.send("latent/" ++ dimension, value.asFloat);
	}

	// The bridge does not tell us what we said ourselves.
	remember { |z| this.tell(\latent, z.collect(_.asFloat)) }

	xy { |x, y| this.send('latent/xy', x.asFloat, y.asFloat) }
	axes { |x, y, action, onFail| this.act('latent/axes', [x, y], action, onFail) }
	temperature_ { |value| this.tell(\temperature, [value]); this.send(\temperature, value.asFloat) }
	seed { |seed, action, onFail| this.act(\seed, [seed.asInteger], action, onFail) }
	sample { |action, onFail| this.arrive(\sample, [], action, onFail) }
	store { |slot, action, onFail| this.act('slot/store', [slot.asInteger], action, onFail) }
	recall { |slot, action, onFail| this.arrive('slot/recall', [slot.asInteger], action, onFail) }
	interpolate { |t| this.send(\interpolate, t.asFloat) }
	interpolateSlots { |a, b, action, onFail| this.act('interpolate/slots', [a, b], action, onFail) }
	setParam { |parameter, value, action, onFail| this.act(\param, [parameter, value], action, onFail) }
	voiceName_ { |name| this.send(\name, name.asString) }
	vary { |amount = 0.2, action, onFail| this.arrive(\vary, [amount.asFloat], action, onFail) }
	undo { |action, onFail| this.arrive(\undo, [], action, onFail) }
	redo { |action, onFail| this.arrive(\redo, [], action, onFail) }

	// One note of the voice, on the synth or by the bridge's own engine.
	audition { |note = 60, velocity = 100, seconds = 1, action, onFail|
		this.act(\audition, [note.asInteger, velocity.asInteger, seconds.asFloat], action, onFail)
	}

	// action.(Event): how it sounds, from a render.
	describe { |action, onFail|
		this.request(\describe, [], { |extra, heard|
			var keys = [\algorithm, \carriers, \brightness, \attack, \decay, \loudness, \verdict];
			action.value(Event.newFrom([keys, heard[\description][0]].lace));
		}, onFail);
	}

	// A group such as \envelopes or \op1, a parameter, or \all.
	lock { |what, action, onFail| this.act(\lock, [what], action, onFail) }
	unlock { |what = \all, action, onFail| this.act(\unlock, [what], action, onFail) }
	locks { ^state[\locks] ?? { [] } }

	// Number of each filled slot -> its name.
	slots { ^(state[\slots] ?? { [] }).clump(2).collect { |pair| pair[0] -> pair[1].asString } }

	morph { |x, y| this.send('interpolate/xy', x.asFloat, y.asFloat) }
	corners { |a, b, c, d, action, onFail| this.act('interpolate/xy/slots', [a, b, c, d], action, onFail) }

	// \latent, the model's way, or \parameters, value by value.
	morphMode { |mode, action, onFail| this.act('morph/mode', [mode], action, onFail) }

	// Seconds that a set of the latents travels.
	glide { |seconds, action, onFail| this.act(\glide, [seconds.asFloat], action, onFail) }

	// The bridge wanders by itself: turns a second, and how far in coordinates. Cmd-Period stops it.
	drift { |rate, depth, action, onFail|
		wandering = (rate * depth) > 0;
		this.act(\drift, [rate.asFloat, depth.asFloat], action, onFail);
	}

	// Along slots, so many seconds to each. Cmd-Period stops it.
	path { |slots, seconds|
		wandering = true;
		this.send(\path, *[slots, seconds].flop.flatten(1).collect(_.asFloat));
	}

	stopPath { |action, onFail| this.act('path/stop', [], action, onFail) }

	// action.(path): where the favourite, or the session, was written.
	keep { |action, onFail| this.request(\keep, ["favourites.syx"], { |extra| action.value(extra[0].asString) }, onFail) }
	saveSession { |name, action, onFail| this.request('session/save', [name], { |extra| action.value(extra[0].asString) }, onFail) }
	loadSession { |name, action, onFail| this.arrive('session/load', [name], action, onFail) }

	cartSample { |seed, action, onFail| this.act('cart/sample', [seed], action, onFail) }
	cartInterpolate { |a, b, action, onFail| this.act('cart/interpolate', [a, b], action, onFail) }
	cartSave { |path, action, onFail| this.request('cart/save', [path], { |extra| action.value(extra[0].asString) }, onFail) }

	// A voice as 128, 155 or 163 bytes: an Int8Array, or an Array of whole numbers.
	encode { |voice, action, onFail|
		if(voice.isKindOf(Int8Array)) {
			this.arrive(\encode, [voice], action, onFail)
		} {
			this.arrive('encode/ints', voice, action, onFail)
		};
	}

	// One of a .syx file in the bridge's own folder, counted from 1.
	encodeFile { |path, voice = 1, action, onFail| this.arrive('encode/file', [path, voice], action, onFail) }

	// action.(Int8Array): the voice as a dump of 163 bytes; the cartridge as one of 4104.
	getSysex { |action, onFail| this.fetch('sysex/get', \sysex, action, onFail) }
	getCart { |action, onFail| this.fetch('cart/get', \cart, action, onFail) }

	ports { |action, onFail|
		this.request('midi/ports', [], { |extra, heard|
			action.value(heard['midi/port'].asArray.collect { |row| row[0].asString })
		}, onFail);
	}

	sendMidi { |action, onFail| this.act('midi/send', [], action, onFail) }

	// Done: action.(bridge).
	act { |path, args, action, onFail| this.request(path, args, { action.value(this) }, onFail) }

	// A new sound: its latent, name and params come right behind the done, and a ping behind them.
	arrive { |path, args, action, onFail|
		this.request(path, args, { this.request(\ping, [], { action.value(this) }, onFail) }, onFail);
	}

	fetch { |path, key, action, onFail|
		this.request(path, [], { |extra, heard| action.value(heard[key][0][0]) }, onFail);
	}

	// --- event types

	*addEventTypes {
		// \z: coordinates, all eight or the first few; or \dim, 1 to 8, with \value.
		Event.addEventType(\dx7latent, { |server|
			var bridge = ~bridge ?? { DX7Bridge.default };
			var z = ~dim.isNil.if { ~z.value.asArray } { bridge.latent.copy.put(~dim - 1, ~value) };
			bridge.playEvent(server, case
				{ ~dim.notNil } { [["latent/" ++ ~dim, ~value.asFloat]] }
				{ z.size == 8 } { [[\latent] ++ z.collect(_.asFloat)] }
				{ z.collect { |value, i| ["latent/" ++ (i + 1), value.asFloat] } });
			bridge.remember(z ++ bridge.latent.drop(z.size));
		}, (z: { 0.0 ! 8 }));

		// \slot: 1 to 64.
		Event.addEventType(\dx7slot, { |server|
			(~bridge ?? { DX7Bridge.default }).playEvent(server, [['slot/recall', ~slot.asInteger]]);
		}, (slot: 1));

		// \t: 0 to 1, between two \slots; or \x and \y, on the pad between four. Without \slots,
		// between those chosen before.
		Event.addEventType(\dx7morph, { |server|
			var pad = ~x.notNil or: { ~y.notNil };
			var messages = if(pad) {
				[['interpolate/xy', (~x ? 0).asFloat, (~y ? 0).asFloat]]
			} {
				[[\interpolate, (~t ? 0).asFloat]]
			};
			~slots !? {
				messages = [
					[if(pad) { 'interpolate/xy/slots' } { 'interpolate/slots' }] ++ ~slots.collect(_.asInteger)
				] ++ messages
			};
			(~bridge ?? { DX7Bridge.default }).playEvent(server, messages);
		});

		// \amount: 0 to 1, a step from here.
		Event.addEventType(\dx7vary, { |server|
			(~bridge ?? { DX7Bridge.default }).playEvent(server, [[\vary, ~amount.asFloat]]);
		}, (amount: 0.2));

		// A new voice; \seed and \temperature when they are there.
		Event.addEventType(\dx7sample, { |server|
			var messages = [[\sample]];
			~seed !? { messages = [[\seed, ~seed.asInteger]] ++ messages };
			~temperature !? { messages = [[\temperature, ~temperature.asFloat]] ++ messages };
			(~bridge ?? { DX7Bridge.default }).playEvent(server, messages);
		});
	}

	// In an event: due when the server's notes are, so that voices change with them.
	playEvent { |server, messages|
		var latency = ~latency ? server.latency, lag = ~lag ? 0, offset = ~timingOffset ? 0;
		var send = {
			this.sendBundle(if(latency.isNil and: { lag == 0 }) { nil } { (latency ? 0) + lag }, *messages)
		};
		if(offset == 0) { send.value } { thisThread.clock.sched(offset, { send.value; nil }) };
	}
}

// One question on its way.
DX7BridgeRequest {
	var <address, action, onFail, heard;

	*new { |address, action, onFail| ^super.newCopyArgs(address, action, onFail, IdentityDictionary.new) }

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
