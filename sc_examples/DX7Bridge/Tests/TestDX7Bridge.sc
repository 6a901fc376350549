// Against a running bridge at 127.0.0.1, port DX7BRIDGE_PORT of the environment, or 7700.

TestDX7Bridge : UnitTest {
	var bridge;

	*port { ^("DX7BRIDGE_PORT".getenv ? "7700").asInteger }

	setUp {
		bridge = DX7Bridge("127.0.0.1", this.class.port);
		DX7Bridge.default = bridge;
		this.assert(bridge.waitUntilReady(60), "the bridge answers");
	}

	tearDown { bridge.free }

	// Waits for a condition, the deadline far off.
	until { |what, condition|
		var end = Main.elapsedTime + 30;
		while { condition.value.not and: { Main.elapsedTime < end } } { 0.02.wait };
		this.assert(condition.value, what);
	}

	settled { |z| ^(bridge.ask('latent/get')[1][\latent][0] - z).abs.maxItem < 0.0001 }

	test_specs_are_the_ranges_that_the_bridge_tells {
		this.assertEquals(bridge.spec(\temperature).minval, 0.0);
		this.assert(bridge.spec(\temperature).maxval > 0);
		this.assertEquals(bridge.spec('slot/store').step, 1.0);
		this.assertEquals(bridge.spec('interpolate/slots', \b).minval, 1.0);
		this.assertEquals(bridge.spec(\latent).minval, bridge.spec(\latent).maxval.neg);
		this.assertEquals(bridge.spec(\sample), nil, "sample has no number to give a range");
	}

	test_a_value_mapped_by_its_spec_is_legal_at_both_ends {
		this.assertNoException({
			[\temperature, 'slot/store'].do { |path|
				[0, 1].do { |x| bridge.ask(path, bridge.spec(path).map(x)) };
			};
		});
	}

	test_latents_that_are_set_are_there {
		var z = [0.5, -0.5, 1, -1, 0.25, -0.25, 2, -2];
		bridge.latent = z;
		this.assert(this.settled(z));
		bridge.setLatent(8, 1.5);
		this.assert(this.settled(z.put(7, 1.5)));
		this.assertEquals(bridge.latent[7], 1.5);
	}

	refusal { |function|
		try { function.value } { |error| ^if(error.isKindOf(DX7BridgeError)) { error.text } { "raw: " ++ error.errorString } };
		^"none"
	}

	test_what_the_bridge_refuses_is_not_kept {
		var z = [0.5, -0.5, 1, -1, 0.25, -0.25, 2, -2];
		bridge.latent = z;
		this.assert(this.settled(z));
		bridge.latent = 9 ! 8;
		this.until("the refused coordinates are gone", { bridge.latent == z });
		bridge.setLatent(3, -20);
		this.until("the refused coordinate is gone", { bridge.latent == z });
		(type: \dx7latent, z: 9 ! 8, latency: 0.05).play;
		this.until("the refused event is gone", { bridge.latent == z });
		// More refusals than the bridge tells of.
		40.do { |n| bridge.setLatent(1, 10 + n) };
		this.until("all of many are gone", { bridge.latent == z });
		bridge.temperature = 0.5;
		this.until("the temperature is confirmed", { bridge.temperature == 0.5 });
		bridge.temperature = 7;
		bridge.ask(\ping);
		this.assertEquals(bridge.temperature, 0.5);
	}

	test_a_set_that_only_the_bridge_can_work_out_is_known_afterwards {
		bridge.latent = 0 ! 8;
		bridge.xyAxes(3, 4);
		bridge.xy(1.5, -1.5);
		this.until("the pad moved two", { bridge.latent == [0, 0, 1.5, -1.5, 0, 0, 0, 0] });
		bridge.norm = 1 ! 8;
		this.until("each is at the end of its scale", { bridge.latent == bridge.axes.collect { |axis| axis[\high] } });
		bridge.setNorm(2, 0);
		this.until("one is at the other end", { bridge.latent[1] == bridge.axes[1][\low] });
		bridge.xyAxes(1, 2);
	}

	test_the_axes_have_labels_that_stand_for_their_numbers {
		var axes = bridge.axes, last = axes.last[\label];
		this.assertEquals(axes.collect { |axis| axis[\number] }, (1..8));
		this.assert(axes.every { |axis| axis[\label].isString and: { axis[\low] < axis[\high] } });
		this.assertEquals(bridge.axisSpec(last.asSymbol).maxval, axes.last[\high]);
		bridge.latent = 0 ! 8;
		bridge.setLatent(last, 1.25);
		this.assert(this.settled([0, 0, 0, 0, 0, 0, 0, 1.25]));
		(type: \dx7latent, dim: last.asSymbol, value: -1, latency: 0).play;
		this.until("an event by its label arrived", { this.settled([0, 0, 0, 0, 0, 0, 0, -1]) });
		this.assert(this.refusal { bridge.setLatent(\loudest, 1) }.contains(last));
	}

	test_a_wrong_argument_is_named_with_what_is_legal {
		[
			[{ bridge.glide }, "seconds is missing: must be a number from 0 to 600"],
			[{ bridge.drift }, "rate is missing: must be a number from 0 to 10"],
			[{ bridge.drift(1) }, "depth is missing: must be a number from 0 to 2"],
			[{ bridge.path }, "slots is missing: must be an array of slots, 1 to 64"],
			[{ bridge.path([1, 2]) }, "seconds is missing: must be a number, or one for each slot"],
			[{ bridge.interpolate }, "t is missing: must be a number from 0 to 1"],
			[{ bridge.setLatent(9, 1) }, "dimension = 9: must be a whole number from 1 to 8, "],
			[{ bridge.setLatent(1) }, "z is missing: must be a number from -8 to 8"],
			[{ bridge.latent = [1, 2] }, "z = [ 1, 2 ]: must be an array of 8 numbers"],
			[{ bridge.latent = nil ! 8 }, "z 1 is missing: must be a number from -8 to 8"],
			[{ bridge.store }, "slot is missing: must be a whole number from 1 to 64"],
			[{ bridge.recall("three") }, "slot = \"three\": must be a whole number from 1 to 64"],
			[{ bridge.seed(0.5) }, "seed = 0.5: must be a whole number from 0 to 2147483647"],
			[{ bridge.temperature = nil }, "temperature is missing: must be a number from 0 to 2"],
			[{ bridge.morphMode }, "mode is missing: must be text of 1 to 20 characters"],
			[{ bridge.morph(0.5) }, "y is missing: must be a number from 0 to 1"],
			[{ bridge.lock }, "what is missing: must be "],
			[{ bridge.encode }, "voice is missing: must be "],
			[{ bridge.cartSave }, "path is missing: must be text"],
			[{ bridge.request('slot/name', [1, nil]) }, "argument 2 is missing"],
			[{ bridge.send(\param, nil, 1) }, "argument 1 is missing"],
			[{ bridge.sendBundle(0, [\glide, nil]) }, "argument 1 is missing"],
			[{ bridge.request(\vary, []) }, "amount is missing: must be a number from 0 to 1"],
			[{ bridge.request('interpolate/xy', [0.5]) }, "y is missing: must be a number from 0 to 1"],
			[{ bridge.request(\param, ['op1.coarse']) }, "value is missing: must be a whole number"],
			[{ bridge.request(\latent, [1, 2]) }, "z 3 is missing: must be a number from -8 to 8"],
			[{ bridge.send('slot/name', 1) }, "name is missing: must be text of 0 to 40 characters"],
			[{ bridge.sendBundle(0, [\drift, 1]) }, "depth is missing: must be a number from 0 to 2"],
			[{ bridge.ask(\lock) }, "what is missing: must be "],
			[{ bridge.request(\path, []) }, "slot is missing: must be a whole number from 1 to 64"],
		].do { |pair, i|
			var said = this.refusal(pair[0]);
			this.assert(said.beginsWith(pair[1]), "%: %".format(i, said));
		};
	}

	test_an_event_with_a_wrong_or_missing_key_is_left_out_with_one_line {
		var z = bridge.ask('latent/get')[1][\latent][0];
		[
			[(type: \dx7latent, dim: 9, value: 1), "dimension = 9: must be "],
			[(type: \dx7latent, dim: 1), "value is missing: must be a number from -8 to 8"],
			[(type: \dx7latent, zz: 0 ! 8), "z is missing: must be an array of up to 8 numbers; or dim and value"],
			[(type: \dx7slot, slto: 2), "slot is missing: must be a whole number from 1 to 64"],
			[(type: \dx7slot, slot: [1, 2]), "slot = [ 1, 2 ]: must be a whole number from 1 to 64"],
			[(type: \dx7slot, slot: 1.5), "slot = 1.5: must be a whole number from 1 to 64"],
			[(type: \dx7vary, amount: \much), "amount = 'much': must be a number from 0 to 1"],
			[(type: \dx7morph), "t is missing: must be a number from 0 to 1"],
			[(type: \dx7morph, x: 0.5), "y is missing: must be a number from 0 to 1"],
			[(type: \dx7morph, t: [0, 1]), "t = [ 0, 1 ]: must be a number from 0 to 1"],
			[(type: \dx7morph, t: 0, slots: [1, 2, 3]), "slots = [ 1, 2, 3 ]: must be an array of 2 numbers"],
			[(type: \dx7sample, seed: 0.5), "seed = 0.5: must be a whole number from 0 to 2147483647"],
		].do { |pair, i|
			var said;
			bridge.state.removeAt(\refused);
			pair[0].play;
			said = (bridge.state[\refused] ?? { [nil, nil, "none"] })[2];
			this.assert(said.beginsWith(pair[1]), "%: %".format(i, said));
		};
		this.assert(this.settled(z), "nothing has moved");
	}

	// Asks for the whole state again, and compares.
	stale {
		var kept = bridge.state.copy, far = { |a, b|
			if(a.isNumber and: { b.isNumber }) { (a - b).abs > 0.0001 } { a != b }
		};
		bridge.ask(\subscribe, 0, 30);
		bridge.ask(\ping);
		0.2.wait;
		^kept.keys.select { |key|
			var now = bridge.state[key];
			// What the bridge alone knows comes when its turn comes.
			[\alive, \model, \axes, \refused, \history, \params, \name].includes(key).not and: {
				(kept[key].size != now.size) or: { [kept[key], now].flop.any { |pair| far.(*pair) } }
			}
		}.asArray
	}

	test_the_state_is_what_this_client_set {
		var wait = { |selector ... args|
			var is = false;
			bridge.performList(selector, args ++ [{ is = true }, { is = true }]); // a guard may not be there
			this.until("% is answered".format(selector), { is });
		};
		wait.(\glide, 0.5);
		this.assertEquals(bridge.state['glide/3'], [0.5]);
		wait.(\glideOne, 2, 0.25);
		wait.(\guard, true);
		wait.(\morphMode, \parameters);
		wait.(\drift, 0.5, 0);
		wait.(\loopPath, true);
		wait.(\xyAxes, 3, 4);
		wait.(\seed, 11);
		wait.(\level, \off);
		wait.(\trim, -2.5);
		wait.(\key, \free);
		wait.(\smooth, false);
		wait.(\transpose, 7);
		wait.(\glide, 0);
		bridge.latent = (1..8) / 8;
		bridge.setLatent(2, -1.5);
		this.assertEquals(bridge.state['latent/2'], [-1.5]);
		this.assertEquals(bridge.state[\latent][1], -1.5);
		this.assert(this.settled(bridge.latent));
		this.assertEquals(this.stale, []);
		bridge.xy(0.5, -0.5);
		bridge.send(\glide, 0.75);
		bridge.send(\drift, 0.25, 0);
		this.until("the pad is known", { bridge.state[\latent][3] == -0.5 });
		this.assertEquals(this.stale, []);
		bridge.send(\glide, 7000);
		this.until("what was refused is taken back", { bridge.state[\glide] == [0.75] });
		wait.(\glide, 0);
		wait.(\level, \match);
		wait.(\trim, 0);
		wait.(\key, \keep);
		wait.(\smooth, true);
		wait.(\transpose, 0);
		wait.(\guard, false);
		wait.(\morphMode, \latent);
		wait.(\drift, 0, 0);
		wait.(\loopPath, false);
		wait.(\xyAxes, 1, 2);
	}

	test_numbers_may_be_left_out_and_the_answer_is_still_ours {
		var codes = List.new, paths = [\audition, \unlock, \keep, 'session/save', \name];
		bridge.setParam('op1.coarse', 3);
		bridge.ask(\keep, "left-out.syx");
		this.assertNoException({ paths.do { |path| bridge.ask(path) } });
		this.assertNoException({
			bridge.ask(\audition, 60);
			bridge.ask(\audition, 60, 100);
			bridge.ask(\audition, 60, 100, 0.2);
			bridge.ask('encode/file', "left-out.syx");
		});
		bridge.request(\audition, [300], { codes.add(\done) }, { |code| codes.add(code) });
		this.until("what is refused is ours too", { codes.notEmpty });
		this.assertEquals(codes.asArray, [\out_of_range]);
		// Done, or no MIDI here: an answer, of its own.
		bridge.request('midi/forget', [\all], { codes.add(\no_midi) }, { |code| codes.add(code) });
		this.until("no controller has any", { codes.size == 2 });
		this.assertEquals(codes.last, \no_midi);
	}

	test_an_address_that_is_not_there_has_no_ranges_and_those_that_have_are_named {
		try { bridge.spec(\bogus); this.assert(false, "no error") } { |error|
			this.assert(error.errorString.contains("no address bogus") and: { error.errorString.contains("temperature") });
		};
	}

	// Plays every method once: with `test_every_address...` of the bridge's own tests, each address is reached.
	test_every_method_asks_for_what_the_bridge_knows {
		var waiting = 0, fails = List.new, rest;
		var done = { waiting = waiting - 1 };
		// Refusals that come of the place, such as no synth that could be asked, are answers as well.
		var call = { |selector ... args|
			waiting = waiting + 1;
			bridge.performList(selector, args ++ [done, { |code, text|
				if([\unknown_address, \bad_args, \out_of_range, \timeout].includes(code)) { fails.add([selector, code, text]) };
				done.value;
			}]);
			this.until("% was answered".format(selector), { waiting <= 0 });
		};
		(1..8).do { |n|
			bridge.setLatent(n, n / 8);
			bridge.setNorm(n, n / 9);
			call.(\glideOne, n, 0.01);
		};
		bridge.latent = 0 ! 8;
		bridge.norm = 0.5 ! 8;
		bridge.xy(0, 0);
		bridge.normXY(0.5, 0.5);
		bridge.voiceName = "GLASS BELL";
		bridge.temperature = 1;
		[
			[\glide, 0], [\xyAxes, 1, 2], [\seed, 3], [\sample], [\store, 1], [\store, 2], [\store, 3], [\store, 4],
			[\nameSlot, 4, "FOUR"], [\recall, 4], [\clearSlot, 4], [\store, 4], [\interpolateSlots, 1, 2],
			[\corners, 1, 2, 3, 4], [\morphMode, \latent], [\guard, true], [\guard, false], [\level, \off],
			[\level, \match], [\trim, 3], [\trim, 0], [\key, \free], [\key, \keep], [\transpose, 12], [\transpose, 0],
			[\smooth, false], [\smooth, true], [\drift, 0, 0],
			[\loopPath, false], [\path, [1, 2], 0.01], [\getPath], [\stopPath], [\vary, 0.1], [\undo], [\redo], [\initVoice],
			[\lock, \op1], [\unlock, \op1], [\setParam, 'op1.coarse', 2], [\setParam, 134, 4], [\keep],
			[\saveSession, "tried"], [\loadSession, "tried"], [\saveSession, nil], [\loadSession, nil],
			[\encodeFile, "favourites.syx", 1],
			[\nextSlot], [\previousSlot], [\swapSlots, 3, 4], [\samplePart, [\lfo, \pitch]], [\recallBeats, 1, 0],
			[\favourites], [\loadFavourite, 1], [\nextFavourite], [\previousFavourite], [\renameFavourite, "BEST", 0],
			[\deleteFavourite, 0], [\restoreFavourite], [\sessions], [\nextSession], [\previousSession],
			[\saveSession, "gig"], [\renameSession, "tour", ""], [\deleteSession, "tour"], [\restoreSession, ""],
			[\glideBeats, 0], [\driftBeats, 0, 0], [\pathBeats, [1, 2], 0.02],
			[\cartSample, 5], [\cartSample, nil], [\cartInterpolate, 1, 2], [\getCart], [\cartSave, "cart.syx"],
			[\audition, 60, 100, 0.2], [\describe], [\status], [\sendMidi], [\ports], [\capture],
			[\captureBank, "panel.syx"],
			[\learnControl, 1], [\forgetControl, 1], [\forgetControl, nil], [\controls]
		].do { |each| call.(*each) };
		bridge.tempo = 98.5;
		bridge.note(60, 100, 0.05);
		bridge.note(60, 0);
		bridge.panic;
		bridge.spread(0.3, {}, {}); // there is one part alone
		call.(\parts);
		bridge.ask('name/get');
		bridge.ask(\help, "/dx7/ping");
		bridge.ask('file/list', "favourites.syx");
		bridge.ask('file/scan', bridge.ask('sysex/get')[1][\sysex][0][0]);
		bridge.ask(\hello);
		call.(\encode, bridge.params);
		call.(\encode, bridge.ask('sysex/get')[1][\sysex][0][0]);
		bridge.interpolate(0);
		bridge.morph(0, 0);
		this.assertEquals(fails.asArray, []);
		// What there is no method for: its answer is state, or comes as a blob.
		rest = ['slots/get', 'slot/get', 'favourite/get', 'session/get', 'history/get', 'locks/get', 'params/get', 'sysex/ints/get', 'cart/ints/get', 'latent/get', \init, \ping];
		rest.do { |path| bridge.ask(path) };
		bridge.ask(\unsubscribe, 0);
		bridge.ask(\subscribe, 0, 30);
		bridge.seed(7);
	}

	test_a_sample_brings_its_latent_name_and_params {
		var arrived, before = bridge.latent;
		bridge.sample({ |b| arrived = [b.latent, b.voiceName, b.params] });
		this.until("the sample arrived", { arrived.notNil });
		this.assert(arrived[0] != before);
		this.assertEquals(arrived[2].size, 155);
		this.assert((1..32).includes(bridge.algorithm));
		this.assertEquals(bridge.levels.size, 6);
		this.assert(bridge.levels.every { |level| level.inclusivelyBetween(0, 99) });
		this.assert(bridge.ratios.every { |ratio| ratio.inclusivelyBetween(0.5, 62) });
	}

	test_the_same_seed_brings_the_same_sample {
		var params = { bridge.ask(\seed, 5); bridge.ask(\sample); bridge.ask('params/get')[1][\params][0] } ! 2;
		this.assertEquals(params[0], params[1]);
	}

	test_a_slot_brings_back_what_was_stored {
		var kept, recalled;
		bridge.ask(\sample);
		kept = bridge.ask('params/get')[1][\params][0];
		bridge.ask('slot/store', 3);
		bridge.ask(\sample);
		bridge.recall(3, { |b| recalled = b.params });
		this.until("the slot was recalled", { recalled.notNil });
		this.assertEquals(recalled, kept);
	}

	test_a_dump_that_is_encoded_is_the_voice_again {
		var bytes, again;
		bridge.ask(\sample);
		bridge.getSysex({ |b| bytes = b });
		this.until("the dump came", { bytes.notNil });
		this.assertEquals(bytes.size, 163);
		bridge.ask(\sample);
		bridge.encode(bytes, { bridge.getSysex({ |b| again = b }) });
		this.until("the dump came again", { again.notNil });
		this.assertEquals(again, bytes);
	}

	test_a_fail_tells_its_code_to_onFail {
		var code, text;
		bridge.recall(63, { code = \done }, { |c, t| code = c; text = t });
		this.until("an answer came", { code.notNil });
		this.assertEquals(code, \no_slot);
		this.assert(text.asString.contains("63"));
	}

	test_ask_throws_what_the_bridge_refuses {
		this.assertException({ bridge.ask('slot/store', 65) }, DX7BridgeError);
		this.assertException({ bridge.ask('no/such/address') }, DX7BridgeError);
	}

	test_no_answer_is_a_timeout {
		var silent = DX7Bridge("127.0.0.1", 9), code;
		silent.timeout = 0.2;
		silent.sample(nil, { |c| code = c });
		this.until("the time-out came", { code.notNil });
		this.assertEquals(code, \timeout);
		this.assert(silent.alive.not);
		this.assert(silent.prSilence(1).contains("dx7bridge serve"));
		silent.free;
	}

	test_cmd_period_cancels_what_waits_and_the_bridge_goes_on {
		var code, silent = DX7Bridge("127.0.0.1", 9);
		silent.sample(nil, { |c| code = c });
		silent.cmdPeriod;
		this.assertEquals(code, \cancelled);
		silent.free;
		bridge.cmdPeriod;
		bridge.ask(\ping);
		this.assert(bridge.alive);
	}

	test_a_follower_hears_what_is_new_until_it_is_taken_away {
		var heard = List.new, count, action = bridge.follow(\params, { |...params| heard.add(params) });
		bridge.ask(\sample);
		this.until("the params of the sample were heard", {
			heard.notEmpty and: { heard.last == bridge.ask('params/get')[1][\params][0] }
		});
		bridge.unfollow(\params, action);
		count = heard.size;
		bridge.ask('params/get');
		this.assertEquals(heard.size, count);
	}

	test_two_in_one_sclang_keep_their_answers_apart {
		var other = DX7Bridge("127.0.0.1", this.class.port), answers = List.new;
		bridge.request('latent/get', [], { |extra, heard| answers.add(\bridge) });
		other.request('params/get', [], { |extra, heard| answers.add(\other) });
		this.until("each got one answer", { answers.size == 2 });
		bridge.ask(\ping);
		this.assertEquals(answers.asArray, [\bridge, \other]);
		other.free;
		bridge.ask(\seed, 7);
	}

	test_freed_it_listens_no_more {
		var count = DX7Bridge.all.size, another = DX7Bridge("127.0.0.1", this.class.port);
		this.assertEquals(DX7Bridge.all.size, count + 1);
		another.free;
		this.assertEquals(DX7Bridge.all.size, count);
		this.assert(CmdPeriod.objects.includes(another).not);
	}

	test_a_latent_event_arrives {
		var z = (1..8) / 8;
		(type: \dx7latent, z: z, latency: 0.05).play;
		this.until("the event arrived", { this.settled(z) });
		(type: \dx7latent, z: [-1, -2], latency: 0).play;
		this.until("two coordinates arrived", { this.settled([-1, -2] ++ z.drop(2)) });
		(type: \dx7latent, dim: 8, value: -3, latency: 0).play;
		this.until("one coordinate arrived", { this.settled([-1, -2] ++ z[2..6] ++ [-3]) });
	}

	test_slots_morphs_and_samples_are_events_too {
		var params = { bridge.ask('params/get')[1][\params][0] }, before, a, b;
		#a, b = [1, 2].collect { |slot|
			before = params.value;
			(type: \dx7sample, seed: slot, temperature: 1, latency: 0).play;
			this.until("a new voice came", { params.value != before });
			bridge.ask('slot/store', slot);
			params.value
		};
		(type: \dx7slot, slot: 1, latency: 0).play;
		this.until("slot 1 is back", { params.value == a });
		(type: \dx7morph, slots: [1, 2], t: 1, latency: 0).play;
		this.until("at the end of the morph is slot 2", { params.value == b });
	}

	test_a_morph_on_the_pad_ends_at_its_corners {
		var params = { bridge.ask('params/get')[1][\params][0] }, voices;
		voices = (11..14).collect { |slot| bridge.ask(\sample); bridge.ask('slot/store', slot); params.value };
		[[0, 0], [1, 0], [0, 1], [1, 1]].do { |corner, i|
			(type: \dx7morph, x: corner[0], y: corner[1], slots: (11..14), latency: 0).play;
			this.until("corner % is its slot".format(i), { params.value == voices[i] });
		};
		this.until("the slots are listed", { bridge.slots.collect(_.key).includesAll((11..14)) });
	}

	test_what_is_locked_survives_a_sample_and_undo_brings_the_last_sound_back {
		var params = { bridge.ask('params/get')[1][\params][0] }, before, undone, locked;
		bridge.ask(\sample);
		before = params.value;
		bridge.lock(\op1, { |b| locked = b.locks });
		this.until("the lock is told", { locked.notNil });
		this.assert(locked.includes(\op1));
		bridge.ask(\sample);
		this.assertEquals(params.value[105..125], before[105..125], "operator 1 is as it was");
		this.assert(params.value != before);
		bridge.undo({ |b| undone = b.params });
		this.until("undone", { undone.notNil });
		this.assertEquals(undone, before);
		bridge.ask(\unlock, \all);
	}

	test_a_variation_is_another_sound {
		var before, after;
		bridge.ask(\sample);
		before = bridge.latent;
		bridge.vary(0.2, { |b| after = b.latent });
		this.until("the variation came", { after.notNil });
		this.assert(after != before);
	}

	test_a_description_comes_with_its_names {
		var heard, done = false;
		bridge.ask(\sample);
		bridge.describe({ |event| heard = event });
		bridge.audition(60, 100, 0.2, { done = true });
		this.until("it is described, and a note was heard", { heard.notNil and: { done } });
		this.assertEquals(heard[\algorithm], bridge.algorithm);
		this.assert([\ok, \silent, \clipped, \runaway].includes(heard[\verdict]));
	}

	test_cmd_period_stops_a_drift {
		bridge.ask(\drift, 0, 0);
		bridge.drift(1, 0.5);
		this.until("it drifts", { bridge.ask(\ping); bridge.state[\latent] != (0 ! 8) });
		bridge.cmdPeriod;
		bridge.ask('latent/get');
		this.until("it stands still", {
			bridge.ask('latent/get')[1][\latent][0] == { 0.1.wait; bridge.ask('latent/get')[1][\latent][0] }.value
		});
	}

	test_a_pattern_plays_to_its_end {
		Pbind(\type, \dx7latent, \z, Pseq([1, 2, 3].collect { |x| x ! 8 }), \dur, 0.2).play(SystemClock);
		this.until("the last voice is there", { this.settled(3 ! 8) });
	}
}
