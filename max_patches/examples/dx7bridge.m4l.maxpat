{
	"patcher": {
		"fileversion": 1,
		"appversion": {
			"major": 8,
			"minor": 5,
			"revision": 5,
			"architecture": "x64",
			"modernui": 1
		},
		"classnamespace": "box",
		"rect": [
			80.0,
			100.0,
			1100,
			1010
		],
		"bglocked": 0,
		"openinpresentation": 1,
		"default_fontsize": 12.0,
		"default_fontface": 0,
		"default_fontname": "Arial",
		"gridonopen": 1,
		"gridsize": [
			15.0,
			15.0
		],
		"gridsnaponopen": 1,
		"objectsnaponopen": 1,
		"statusbarvisible": 2,
		"toolbarvisible": 1,
		"lefttoolbarpinned": 0,
		"toptoolbarpinned": 0,
		"righttoolbarpinned": 0,
		"bottomtoolbarpinned": 0,
		"toolbars_unpinned_last_save": 0,
		"tallnewobj": 0,
		"boxanimatetime": 200,
		"enablehscroll": 1,
		"enablevscroll": 1,
		"devicewidth": 820.0,
		"description": "",
		"digest": "",
		"tags": "",
		"style": "",
		"subpatcher_template": "",
		"assistshowspatchername": 0,
		"boxes": [
			{
				"box": {
					"id": "obj-1",
					"maxclass": "comment",
					"numinlets": 1,
					"numoutlets": 0,
					"patching_rect": [
						20.0,
						10.0,
						700.0,
						22.200000000000003
					],
					"outlettype": [],
					"text": "A Max for Live MIDI device. MIDI passes; the eight dials are parameters of the Live set.",
					"linecount": 1,
					"fontsize": 12.0
				}
			},
			{
				"box": {
					"id": "obj-2",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						760.0,
						60.0,
						53.599999999999994,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "midiin"
				}
			},
			{
				"box": {
					"id": "obj-3",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 0,
					"patching_rect": [
						760.0,
						100.0,
						60.199999999999996,
						22.0
					],
					"outlettype": [],
					"text": "midiout"
				}
			},
			{
				"box": {
					"id": "obj-4",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 6,
					"patching_rect": [
						20.0,
						60.0,
						251.6,
						22.0
					],
					"outlettype": [
						"",
						"",
						"",
						"",
						"",
						""
					],
					"text": "dx7bridge.client 127.0.0.1 7700 7708"
				}
			},
			{
				"box": {
					"id": "obj-5",
					"maxclass": "newobj",
					"numinlets": 9,
					"numoutlets": 9,
					"patching_rect": [
						20.0,
						122.0,
						786.1999999999999,
						22.0
					],
					"outlettype": [
						"",
						"",
						"",
						"",
						"",
						"",
						"",
						"",
						""
					],
					"text": "route /dx7/latent/1 /dx7/latent/2 /dx7/latent/3 /dx7/latent/4 /dx7/latent/5 /dx7/latent/6 /dx7/latent/7 /dx7/latent/8"
				}
			},
			{
				"box": {
					"id": "obj-6",
					"maxclass": "newobj",
					"numinlets": 4,
					"numoutlets": 4,
					"patching_rect": [
						20.0,
						150.0,
						297.8,
						22.0
					],
					"outlettype": [
						"",
						"",
						"",
						""
					],
					"text": "route /dx7/name /dx7/axis /dx7/status.reply"
				}
			},
			{
				"box": {
					"id": "obj-7",
					"maxclass": "live.dial",
					"numinlets": 1,
					"numoutlets": 2,
					"patching_rect": [
						20.0,
						260.0,
						50.0,
						60.0
					],
					"outlettype": [
						"",
						""
					],
					"fontsize": 12.0,
					"fontface": 1,
					"textcolor": [
						0.93,
						0.94,
						0.95,
						1.0
					],
					"activedialcolor": [
						0.1,
						0.72,
						0.66,
						1.0
					],
					"activeneedlecolor": [
						0.93,
						0.94,
						0.95,
						1.0
					],
					"needlemode": 1,
					"appearance": 0,
					"triangle": 1,
					"varname": "DX7 1",
					"parameter_enable": 1,
					"saved_attribute_attributes": {
						"valueof": {
							"parameter_longname": "DX7 1",
							"parameter_shortname": "1",
							"parameter_type": 0,
							"parameter_mmin": -4.0,
							"parameter_mmax": 4.0,
							"parameter_unitstyle": 1,
							"parameter_modmode": 0
						}
					},
					"presentation": 1,
					"presentation_rect": [
						16.5,
						25.0,
						64.0,
						63.0
					]
				}
			},
			{
				"box": {
					"id": "obj-8",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						20.0,
						190.0,
						86.6,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend set"
				}
			},
			{
				"box": {
					"id": "obj-9",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						20.0,
						350.0,
						152.6,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend /dx7/latent/1"
				}
			},
			{
				"box": {
					"id": "obj-10",
					"maxclass": "live.dial",
					"numinlets": 1,
					"numoutlets": 2,
					"patching_rect": [
						80.0,
						260.0,
						50.0,
						60.0
					],
					"outlettype": [
						"",
						""
					],
					"fontsize": 12.0,
					"fontface": 1,
					"textcolor": [
						0.93,
						0.94,
						0.95,
						1.0
					],
					"activedialcolor": [
						0.1,
						0.72,
						0.66,
						1.0
					],
					"activeneedlecolor": [
						0.93,
						0.94,
						0.95,
						1.0
					],
					"needlemode": 1,
					"appearance": 0,
					"triangle": 1,
					"varname": "DX7 2",
					"parameter_enable": 1,
					"saved_attribute_attributes": {
						"valueof": {
							"parameter_longname": "DX7 2",
							"parameter_shortname": "2",
							"parameter_type": 0,
							"parameter_mmin": -4.0,
							"parameter_mmax": 4.0,
							"parameter_unitstyle": 1,
							"parameter_modmode": 0
						}
					},
					"presentation": 1,
					"presentation_rect": [
						89.5,
						25.0,
						64.0,
						63.0
					]
				}
			},
			{
				"box": {
					"id": "obj-11",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						112.0,
						190.0,
						86.6,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend set"
				}
			},
			{
				"box": {
					"id": "obj-12",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						170.0,
						372.0,
						152.6,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend /dx7/latent/2"
				}
			},
			{
				"box": {
					"id": "obj-13",
					"maxclass": "live.dial",
					"numinlets": 1,
					"numoutlets": 2,
					"patching_rect": [
						140.0,
						260.0,
						50.0,
						60.0
					],
					"outlettype": [
						"",
						""
					],
					"fontsize": 12.0,
					"fontface": 1,
					"textcolor": [
						0.93,
						0.94,
						0.95,
						1.0
					],
					"activedialcolor": [
						0.1,
						0.72,
						0.66,
						1.0
					],
					"activeneedlecolor": [
						0.93,
						0.94,
						0.95,
						1.0
					],
					"needlemode": 1,
					"appearance": 0,
					"triangle": 1,
					"varname": "DX7 3",
					"parameter_enable": 1,
					"saved_attribute_attributes": {
						"valueof": {
							"parameter_longname": "DX7 3",
							"parameter_shortname": "3",
							"parameter_type": 0,
							"parameter_mmin": -4.0,
							"parameter_mmax": 4.0,
							"parameter_unitstyle": 1,
							"parameter_modmode": 0
						}
					},
					"presentation": 1,
					"presentation_rect": [
						162.5,
						25.0,
						64.0,
						63.0
					]
				}
			},
			{
				"box": {
					"id": "obj-14",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						204.0,
						190.0,
						86.6,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend set"
				}
			},
			{
				"box": {
					"id": "obj-15",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						320.0,
						350.0,
						152.6,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend /dx7/latent/3"
				}
			},
			{
				"box": {
					"id": "obj-16",
					"maxclass": "live.dial",
					"numinlets": 1,
					"numoutlets": 2,
					"patching_rect": [
						200.0,
						260.0,
						50.0,
						60.0
					],
					"outlettype": [
						"",
						""
					],
					"fontsize": 12.0,
					"fontface": 1,
					"textcolor": [
						0.93,
						0.94,
						0.95,
						1.0
					],
					"activedialcolor": [
						0.1,
						0.72,
						0.66,
						1.0
					],
					"activeneedlecolor": [
						0.93,
						0.94,
						0.95,
						1.0
					],
					"needlemode": 1,
					"appearance": 0,
					"triangle": 1,
					"varname": "DX7 4",
					"parameter_enable": 1,
					"saved_attribute_attributes": {
						"valueof": {
							"parameter_longname": "DX7 4",
							"parameter_shortname": "4",
							"parameter_type": 0,
							"parameter_mmin": -4.0,
							"parameter_mmax": 4.0,
							"parameter_unitstyle": 1,
							"parameter_modmode": 0
						}
					},
					"presentation": 1,
					"presentation_rect": [
						235.5,
						25.0,
						64.0,
						63.0
					]
				}
			},
			{
				"box": {
					"id": "obj-17",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						296.0,
						190.0,
						86.6,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend set"
				}
			},
			{
				"box": {
					"id": "obj-18",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						470.0,
						372.0,
						152.6,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend /dx7/latent/4"
				}
			},
			{
				"box": {
					"id": "obj-19",
					"maxclass": "live.dial",
					"numinlets": 1,
					"numoutlets": 2,
					"patching_rect": [
						260.0,
						260.0,
						50.0,
						60.0
					],
					"outlettype": [
						"",
						""
					],
					"fontsize": 12.0,
					"fontface": 1,
					"textcolor": [
						0.93,
						0.94,
						0.95,
						1.0
					],
					"activedialcolor": [
						0.1,
						0.72,
						0.66,
						1.0
					],
					"activeneedlecolor": [
						0.93,
						0.94,
						0.95,
						1.0
					],
					"needlemode": 1,
					"appearance": 0,
					"triangle": 1,
					"varname": "DX7 5",
					"parameter_enable": 1,
					"saved_attribute_attributes": {
						"valueof": {
							"parameter_longname": "DX7 5",
							"parameter_shortname": "5",
							"parameter_type": 0,
							"parameter_mmin": -4.0,
							"parameter_mmax": 4.0,
							"parameter_unitstyle": 1,
							"parameter_modmode": 0
						}
					},
					"presentation": 1,
					"presentation_rect": [
						308.5,
						25.0,
						64.0,
						63.0
					]
				}
			},
			{
				"box": {
					"id": "obj-20",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						20.0,
						216.0,
						86.6,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend set"
				}
			},
			{
				"box": {
					"id": "obj-21",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						20.0,
						394.0,
						152.6,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend /dx7/latent/5"
				}
			},
			{
				"box": {
					"id": "obj-22",
					"maxclass": "live.dial",
					"numinlets": 1,
					"numoutlets": 2,
					"patching_rect": [
						320.0,
						260.0,
						50.0,
						60.0
					],
					"outlettype": [
						"",
						""
					],
					"fontsize": 12.0,
					"fontface": 1,
					"textcolor": [
						0.93,
						0.94,
						0.95,
						1.0
					],
					"activedialcolor": [
						0.1,
						0.72,
						0.66,
						1.0
					],
					"activeneedlecolor": [
						0.93,
						0.94,
						0.95,
						1.0
					],
					"needlemode": 1,
					"appearance": 0,
					"triangle": 1,
					"varname": "DX7 6",
					"parameter_enable": 1,
					"saved_attribute_attributes": {
						"valueof": {
							"parameter_longname": "DX7 6",
							"parameter_shortname": "6",
							"parameter_type": 0,
							"parameter_mmin": -4.0,
							"parameter_mmax": 4.0,
							"parameter_unitstyle": 1,
							"parameter_modmode": 0
						}
					},
					"presentation": 1,
					"presentation_rect": [
						381.5,
						25.0,
						64.0,
						63.0
					]
				}
			},
			{
				"box": {
					"id": "obj-23",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						112.0,
						216.0,
						86.6,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend set"
				}
			},
			{
				"box": {
					"id": "obj-24",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						170.0,
						416.0,
						152.6,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend /dx7/latent/6"
				}
			},
			{
				"box": {
					"id": "obj-25",
					"maxclass": "live.dial",
					"numinlets": 1,
					"numoutlets": 2,
					"patching_rect": [
						380.0,
						260.0,
						50.0,
						60.0
					],
					"outlettype": [
						"",
						""
					],
					"fontsize": 12.0,
					"fontface": 1,
					"textcolor": [
						0.93,
						0.94,
						0.95,
						1.0
					],
					"activedialcolor": [
						0.1,
						0.72,
						0.66,
						1.0
					],
					"activeneedlecolor": [
						0.93,
						0.94,
						0.95,
						1.0
					],
					"needlemode": 1,
					"appearance": 0,
					"triangle": 1,
					"varname": "DX7 7",
					"parameter_enable": 1,
					"saved_attribute_attributes": {
						"valueof": {
							"parameter_longname": "DX7 7",
							"parameter_shortname": "7",
							"parameter_type": 0,
							"parameter_mmin": -4.0,
							"parameter_mmax": 4.0,
							"parameter_unitstyle": 1,
							"parameter_modmode": 0
						}
					},
					"presentation": 1,
					"presentation_rect": [
						454.5,
						25.0,
						64.0,
						63.0
					]
				}
			},
			{
				"box": {
					"id": "obj-26",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						204.0,
						216.0,
						86.6,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend set"
				}
			},
			{
				"box": {
					"id": "obj-27",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						320.0,
						394.0,
						152.6,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend /dx7/latent/7"
				}
			},
			{
				"box": {
					"id": "obj-28",
					"maxclass": "live.dial",
					"numinlets": 1,
					"numoutlets": 2,
					"patching_rect": [
						440.0,
						260.0,
						50.0,
						60.0
					],
					"outlettype": [
						"",
						""
					],
					"fontsize": 12.0,
					"fontface": 1,
					"textcolor": [
						0.93,
						0.94,
						0.95,
						1.0
					],
					"activedialcolor": [
						0.1,
						0.72,
						0.66,
						1.0
					],
					"activeneedlecolor": [
						0.93,
						0.94,
						0.95,
						1.0
					],
					"needlemode": 1,
					"appearance": 0,
					"triangle": 1,
					"varname": "DX7 8",
					"parameter_enable": 1,
					"saved_attribute_attributes": {
						"valueof": {
							"parameter_longname": "DX7 8",
							"parameter_shortname": "8",
							"parameter_type": 0,
							"parameter_mmin": -4.0,
							"parameter_mmax": 4.0,
							"parameter_unitstyle": 1,
							"parameter_modmode": 0
						}
					},
					"presentation": 1,
					"presentation_rect": [
						527.5,
						25.0,
						64.0,
						63.0
					]
				}
			},
			{
				"box": {
					"id": "obj-29",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						296.0,
						216.0,
						86.6,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend set"
				}
			},
			{
				"box": {
					"id": "obj-30",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						470.0,
						416.0,
						152.6,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend /dx7/latent/8"
				}
			},
			{
				"box": {
					"id": "obj-31",
					"maxclass": "comment",
					"numinlets": 1,
					"numoutlets": 0,
					"patching_rect": [
						560.0,
						180.0,
						300.0,
						28.950000000000003
					],
					"outlettype": [],
					"text": "DX7",
					"linecount": 1,
					"textcolor": [
						0.93,
						0.94,
						0.95,
						1.0
					],
					"presentation": 1,
					"presentation_rect": [
						12.0,
						2.0,
						300.0,
						23.0
					],
					"fontface": 1,
					"fontsize": 17.0
				}
			},
			{
				"box": {
					"id": "obj-32",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						560.0,
						150.0,
						86.6,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend set"
				}
			},
			{
				"box": {
					"id": "obj-33",
					"maxclass": "led",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						660.0,
						260.0,
						20.0,
						20.0
					],
					"outlettype": [
						""
					],
					"oncolor": [
						0.1,
						0.72,
						0.66,
						1.0
					],
					"offcolor": [
						0.25,
						0.27,
						0.3,
						1.0
					],
					"bgcolor": [
						0.11,
						0.12,
						0.14,
						1.0
					],
					"thickness": 100.0,
					"presentation": 1,
					"presentation_rect": [
						788.0,
						3.0,
						20.0,
						20.0
					]
				}
			},
			{
				"box": {
					"id": "obj-34",
					"maxclass": "comment",
					"numinlets": 1,
					"numoutlets": 0,
					"patching_rect": [
						660.0,
						220.0,
						68.0,
						22.200000000000003
					],
					"outlettype": [],
					"text": "BRIDGE",
					"linecount": 1,
					"textcolor": [
						0.62,
						0.66,
						0.7,
						1.0
					],
					"presentation": 1,
					"presentation_rect": [
						716.0,
						3.0,
						68.0,
						20.0
					],
					"fontface": 1,
					"textjustification": 2,
					"fontsize": 12.0
				}
			},
			{
				"box": {
					"id": "obj-35",
					"maxclass": "textbutton",
					"numinlets": 1,
					"numoutlets": 3,
					"patching_rect": [
						20.0,
						430.0,
						76.0,
						24.0
					],
					"outlettype": [
						"",
						"",
						""
					],
					"text": "SAMPLE",
					"fontsize": 15.0,
					"fontface": 1,
					"rounded": 6.0,
					"bgcolor": [
						0.1,
						0.72,
						0.66,
						1.0
					],
					"textcolor": [
						0.11,
						0.12,
						0.14,
						1.0
					],
					"bgovercolor": [
						0.26,
						0.28,
						0.32,
						1.0
					],
					"textovercolor": [
						0.93,
						0.94,
						0.95,
						1.0
					],
					"mode": 0,
					"parameter_enable": 0,
					"presentation": 1,
					"presentation_rect": [
						12.0,
						135.0,
						186.0,
						30.0
					]
				}
			},
			{
				"box": {
					"id": "obj-36",
					"maxclass": "message",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						20.0,
						466.0,
						86.6,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "/dx7/sample"
				}
			},
			{
				"box": {
					"id": "obj-37",
					"maxclass": "textbutton",
					"numinlets": 1,
					"numoutlets": 3,
					"patching_rect": [
						110.0,
						438.0,
						76.0,
						24.0
					],
					"outlettype": [
						"",
						"",
						""
					],
					"text": "UNDO",
					"fontsize": 15.0,
					"fontface": 1,
					"rounded": 6.0,
					"bgcolor": [
						0.19,
						0.21,
						0.24,
						1.0
					],
					"textcolor": [
						0.93,
						0.94,
						0.95,
						1.0
					],
					"bgovercolor": [
						0.26,
						0.28,
						0.32,
						1.0
					],
					"textovercolor": [
						0.93,
						0.94,
						0.95,
						1.0
					],
					"mode": 0,
					"parameter_enable": 0,
					"presentation": 1,
					"presentation_rect": [
						206.0,
						135.0,
						186.0,
						30.0
					]
				}
			},
			{
				"box": {
					"id": "obj-38",
					"maxclass": "message",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						120.0,
						466.0,
						73.4,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "/dx7/undo"
				}
			},
			{
				"box": {
					"id": "obj-39",
					"maxclass": "textbutton",
					"numinlets": 1,
					"numoutlets": 3,
					"patching_rect": [
						200.0,
						438.0,
						76.0,
						24.0
					],
					"outlettype": [
						"",
						"",
						""
					],
					"text": "REDO",
					"fontsize": 15.0,
					"fontface": 1,
					"rounded": 6.0,
					"bgcolor": [
						0.19,
						0.21,
						0.24,
						1.0
					],
					"textcolor": [
						0.93,
						0.94,
						0.95,
						1.0
					],
					"bgovercolor": [
						0.26,
						0.28,
						0.32,
						1.0
					],
					"textovercolor": [
						0.93,
						0.94,
						0.95,
						1.0
					],
					"mode": 0,
					"parameter_enable": 0,
					"presentation": 1,
					"presentation_rect": [
						400.0,
						135.0,
						186.0,
						30.0
					]
				}
			},
			{
				"box": {
					"id": "obj-40",
					"maxclass": "message",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						220.0,
						466.0,
						73.4,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "/dx7/redo"
				}
			},
			{
				"box": {
					"id": "obj-41",
					"maxclass": "textbutton",
					"numinlets": 1,
					"numoutlets": 3,
					"patching_rect": [
						330.0,
						430.0,
						76.0,
						24.0
					],
					"outlettype": [
						"",
						"",
						""
					],
					"text": "VARY",
					"fontsize": 15.0,
					"fontface": 1,
					"rounded": 6.0,
					"bgcolor": [
						0.19,
						0.21,
						0.24,
						1.0
					],
					"textcolor": [
						0.93,
						0.94,
						0.95,
						1.0
					],
					"bgovercolor": [
						0.26,
						0.28,
						0.32,
						1.0
					],
					"textovercolor": [
						0.93,
						0.94,
						0.95,
						1.0
					],
					"mode": 0,
					"parameter_enable": 0,
					"presentation": 1,
					"presentation_rect": [
						596.0,
						135.0,
						68.0,
						30.0
					]
				}
			},
			{
				"box": {
					"id": "obj-42",
					"maxclass": "newobj",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						380.0,
						466.0,
						47.0,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "f 0.3"
				}
			},
			{
				"box": {
					"id": "obj-43",
					"maxclass": "live.dial",
					"numinlets": 1,
					"numoutlets": 2,
					"patching_rect": [
						430.0,
						438.0,
						50.0,
						60.0
					],
					"outlettype": [
						"",
						""
					],
					"fontsize": 12.0,
					"fontface": 1,
					"textcolor": [
						0.93,
						0.94,
						0.95,
						1.0
					],
					"activedialcolor": [
						0.96,
						0.62,
						0.18,
						1.0
					],
					"activeneedlecolor": [
						0.93,
						0.94,
						0.95,
						1.0
					],
					"needlemode": 1,
					"appearance": 0,
					"triangle": 1,
					"varname": "DX7 vary",
					"parameter_enable": 1,
					"saved_attribute_attributes": {
						"valueof": {
							"parameter_longname": "DX7 vary",
							"parameter_shortname": "AMOUNT",
							"parameter_type": 0,
							"parameter_mmin": 0,
							"parameter_mmax": 1,
							"parameter_unitstyle": 1,
							"parameter_modmode": 0,
							"parameter_initial_enable": 1,
							"parameter_initial": [
								0.3
							]
						}
					},
					"presentation": 1,
					"presentation_rect": [
						596.0,
						25.0,
						68.0,
						63.0
					]
				}
			},
			{
				"box": {
					"id": "obj-44",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						380.0,
						500.0,
						126.19999999999999,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend /dx7/vary"
				}
			},
			{
				"box": {
					"id": "obj-45",
					"maxclass": "newobj",
					"numinlets": 2,
					"numoutlets": 2,
					"patching_rect": [
						20.0,
						740.0,
						80.0,
						22.0
					],
					"outlettype": [
						"",
						""
					],
					"text": "zl slice 1"
				}
			},
			{
				"box": {
					"id": "obj-46",
					"maxclass": "newobj",
					"numinlets": 2,
					"numoutlets": 2,
					"patching_rect": [
						20.0,
						764.0,
						73.4,
						22.0
					],
					"outlettype": [
						"",
						""
					],
					"text": "zl change"
				}
			},
			{
				"box": {
					"id": "obj-47",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 2,
					"patching_rect": [
						20.0,
						788.0,
						47.0,
						22.0
					],
					"outlettype": [
						"",
						""
					],
					"text": "t b b"
				}
			},
			{
				"box": {
					"id": "obj-48",
					"maxclass": "message",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						20.0,
						812.0,
						106.39999999999999,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "/dx7/subscribe"
				}
			},
			{
				"box": {
					"id": "obj-49",
					"maxclass": "message",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						130.0,
						812.0,
						99.8,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "/dx7/axes/get"
				}
			},
			{
				"box": {
					"id": "obj-50",
					"maxclass": "newobj",
					"numinlets": 9,
					"numoutlets": 9,
					"patching_rect": [
						20.0,
						840.0,
						152.6,
						22.0
					],
					"outlettype": [
						"",
						"",
						"",
						"",
						"",
						"",
						"",
						"",
						""
					],
					"text": "route 1 2 3 4 5 6 7 8"
				}
			},
			{
				"box": {
					"id": "obj-51",
					"maxclass": "newobj",
					"numinlets": 2,
					"numoutlets": 2,
					"patching_rect": [
						20.0,
						866.0,
						80.0,
						22.0
					],
					"outlettype": [
						"",
						""
					],
					"text": "zl slice 1"
				}
			},
			{
				"box": {
					"id": "obj-52",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						20.0,
						890.0,
						86.6,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend set"
				}
			},
			{
				"box": {
					"id": "obj-53",
					"maxclass": "comment",
					"numinlets": 1,
					"numoutlets": 0,
					"patching_rect": [
						20.0,
						920.0,
						73.0,
						20.85
					],
					"outlettype": [],
					"text": "axis 1",
					"linecount": 1,
					"textcolor": [
						0.1,
						0.72,
						0.66,
						1.0
					],
					"presentation": 1,
					"presentation_rect": [
						12.0,
						88.0,
						73.0,
						42.0
					],
					"fontface": 1,
					"textjustification": 1,
					"fontsize": 11.0
				}
			},
			{
				"box": {
					"id": "obj-54",
					"maxclass": "newobj",
					"numinlets": 2,
					"numoutlets": 2,
					"patching_rect": [
						112.0,
						866.0,
						80.0,
						22.0
					],
					"outlettype": [
						"",
						""
					],
					"text": "zl slice 1"
				}
			},
			{
				"box": {
					"id": "obj-55",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						112.0,
						890.0,
						86.6,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend set"
				}
			},
			{
				"box": {
					"id": "obj-56",
					"maxclass": "comment",
					"numinlets": 1,
					"numoutlets": 0,
					"patching_rect": [
						112.0,
						920.0,
						73.0,
						20.85
					],
					"outlettype": [],
					"text": "axis 2",
					"linecount": 1,
					"textcolor": [
						0.1,
						0.72,
						0.66,
						1.0
					],
					"presentation": 1,
					"presentation_rect": [
						85.0,
						88.0,
						73.0,
						42.0
					],
					"fontface": 1,
					"textjustification": 1,
					"fontsize": 11.0
				}
			},
			{
				"box": {
					"id": "obj-57",
					"maxclass": "newobj",
					"numinlets": 2,
					"numoutlets": 2,
					"patching_rect": [
						204.0,
						866.0,
						80.0,
						22.0
					],
					"outlettype": [
						"",
						""
					],
					"text": "zl slice 1"
				}
			},
			{
				"box": {
					"id": "obj-58",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						204.0,
						890.0,
						86.6,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend set"
				}
			},
			{
				"box": {
					"id": "obj-59",
					"maxclass": "comment",
					"numinlets": 1,
					"numoutlets": 0,
					"patching_rect": [
						204.0,
						920.0,
						73.0,
						20.85
					],
					"outlettype": [],
					"text": "axis 3",
					"linecount": 1,
					"textcolor": [
						0.1,
						0.72,
						0.66,
						1.0
					],
					"presentation": 1,
					"presentation_rect": [
						158.0,
						88.0,
						73.0,
						42.0
					],
					"fontface": 1,
					"textjustification": 1,
					"fontsize": 11.0
				}
			},
			{
				"box": {
					"id": "obj-60",
					"maxclass": "newobj",
					"numinlets": 2,
					"numoutlets": 2,
					"patching_rect": [
						296.0,
						866.0,
						80.0,
						22.0
					],
					"outlettype": [
						"",
						""
					],
					"text": "zl slice 1"
				}
			},
			{
				"box": {
					"id": "obj-61",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						296.0,
						890.0,
						86.6,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend set"
				}
			},
			{
				"box": {
					"id": "obj-62",
					"maxclass": "comment",
					"numinlets": 1,
					"numoutlets": 0,
					"patching_rect": [
						296.0,
						920.0,
						73.0,
						20.85
					],
					"outlettype": [],
					"text": "axis 4",
					"linecount": 1,
					"textcolor": [
						0.1,
						0.72,
						0.66,
						1.0
					],
					"presentation": 1,
					"presentation_rect": [
						231.0,
						88.0,
						73.0,
						42.0
					],
					"fontface": 1,
					"textjustification": 1,
					"fontsize": 11.0
				}
			},
			{
				"box": {
					"id": "obj-63",
					"maxclass": "newobj",
					"numinlets": 2,
					"numoutlets": 2,
					"patching_rect": [
						388.0,
						866.0,
						80.0,
						22.0
					],
					"outlettype": [
						"",
						""
					],
					"text": "zl slice 1"
				}
			},
			{
				"box": {
					"id": "obj-64",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						388.0,
						890.0,
						86.6,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend set"
				}
			},
			{
				"box": {
					"id": "obj-65",
					"maxclass": "comment",
					"numinlets": 1,
					"numoutlets": 0,
					"patching_rect": [
						388.0,
						920.0,
						73.0,
						20.85
					],
					"outlettype": [],
					"text": "axis 5",
					"linecount": 1,
					"textcolor": [
						0.1,
						0.72,
						0.66,
						1.0
					],
					"presentation": 1,
					"presentation_rect": [
						304.0,
						88.0,
						73.0,
						42.0
					],
					"fontface": 1,
					"textjustification": 1,
					"fontsize": 11.0
				}
			},
			{
				"box": {
					"id": "obj-66",
					"maxclass": "newobj",
					"numinlets": 2,
					"numoutlets": 2,
					"patching_rect": [
						480.0,
						866.0,
						80.0,
						22.0
					],
					"outlettype": [
						"",
						""
					],
					"text": "zl slice 1"
				}
			},
			{
				"box": {
					"id": "obj-67",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						480.0,
						890.0,
						86.6,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend set"
				}
			},
			{
				"box": {
					"id": "obj-68",
					"maxclass": "comment",
					"numinlets": 1,
					"numoutlets": 0,
					"patching_rect": [
						480.0,
						920.0,
						73.0,
						20.85
					],
					"outlettype": [],
					"text": "axis 6",
					"linecount": 1,
					"textcolor": [
						0.1,
						0.72,
						0.66,
						1.0
					],
					"presentation": 1,
					"presentation_rect": [
						377.0,
						88.0,
						73.0,
						42.0
					],
					"fontface": 1,
					"textjustification": 1,
					"fontsize": 11.0
				}
			},
			{
				"box": {
					"id": "obj-69",
					"maxclass": "newobj",
					"numinlets": 2,
					"numoutlets": 2,
					"patching_rect": [
						572.0,
						866.0,
						80.0,
						22.0
					],
					"outlettype": [
						"",
						""
					],
					"text": "zl slice 1"
				}
			},
			{
				"box": {
					"id": "obj-70",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						572.0,
						890.0,
						86.6,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend set"
				}
			},
			{
				"box": {
					"id": "obj-71",
					"maxclass": "comment",
					"numinlets": 1,
					"numoutlets": 0,
					"patching_rect": [
						572.0,
						920.0,
						73.0,
						20.85
					],
					"outlettype": [],
					"text": "axis 7",
					"linecount": 1,
					"textcolor": [
						0.1,
						0.72,
						0.66,
						1.0
					],
					"presentation": 1,
					"presentation_rect": [
						450.0,
						88.0,
						73.0,
						42.0
					],
					"fontface": 1,
					"textjustification": 1,
					"fontsize": 11.0
				}
			},
			{
				"box": {
					"id": "obj-72",
					"maxclass": "newobj",
					"numinlets": 2,
					"numoutlets": 2,
					"patching_rect": [
						664.0,
						866.0,
						80.0,
						22.0
					],
					"outlettype": [
						"",
						""
					],
					"text": "zl slice 1"
				}
			},
			{
				"box": {
					"id": "obj-73",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						664.0,
						890.0,
						86.6,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend set"
				}
			},
			{
				"box": {
					"id": "obj-74",
					"maxclass": "comment",
					"numinlets": 1,
					"numoutlets": 0,
					"patching_rect": [
						664.0,
						920.0,
						73.0,
						20.85
					],
					"outlettype": [],
					"text": "axis 8",
					"linecount": 1,
					"textcolor": [
						0.1,
						0.72,
						0.66,
						1.0
					],
					"presentation": 1,
					"presentation_rect": [
						523.0,
						88.0,
						73.0,
						42.0
					],
					"fontface": 1,
					"textjustification": 1,
					"fontsize": 11.0
				}
			},
			{
				"box": {
					"id": "obj-75",
					"maxclass": "pictslider",
					"numinlets": 2,
					"numoutlets": 2,
					"patching_rect": [
						560.0,
						560.0,
						100.0,
						60.0
					],
					"outlettype": [
						"",
						""
					],
					"leftvalue": 0,
					"rightvalue": 1000,
					"bottomvalue": 0,
					"topvalue": 1000,
					"varname": "DX7 morph",
					"bgcolor": [
						0.19,
						0.21,
						0.24,
						1.0
					],
					"elementcolor": [
						0.3,
						0.33,
						0.37,
						1.0
					],
					"color": [
						0.96,
						0.62,
						0.18,
						1.0
					],
					"jump": 1,
					"presentation": 1,
					"presentation_rect": [
						676.0,
						50.0,
						132.0,
						113.0
					]
				}
			},
			{
				"box": {
					"id": "obj-76",
					"maxclass": "comment",
					"numinlets": 1,
					"numoutlets": 0,
					"patching_rect": [
						680.0,
						560.0,
						132.0,
						22.200000000000003
					],
					"outlettype": [],
					"text": "MORPH",
					"linecount": 1,
					"textcolor": [
						0.62,
						0.66,
						0.7,
						1.0
					],
					"presentation": 1,
					"presentation_rect": [
						676.0,
						31.0,
						132.0,
						18.0
					],
					"fontface": 1,
					"textjustification": 1,
					"fontsize": 12.0
				}
			},
			{
				"box": {
					"id": "obj-77",
					"maxclass": "newobj",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						560.0,
						670.0,
						80.0,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "pack 0. 0."
				}
			},
			{
				"box": {
					"id": "obj-78",
					"maxclass": "newobj",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						560.0,
						636.0,
						60.199999999999996,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "/ 1000."
				}
			},
			{
				"box": {
					"id": "obj-79",
					"maxclass": "newobj",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						650.0,
						636.0,
						60.199999999999996,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "/ 1000."
				}
			},
			{
				"box": {
					"id": "obj-80",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						560.0,
						700.0,
						192.2,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend /dx7/interpolate/xy"
				}
			},
			{
				"box": {
					"id": "obj-81",
					"maxclass": "comment",
					"numinlets": 1,
					"numoutlets": 0,
					"patching_rect": [
						20.0,
						700.0,
						400.0,
						22.200000000000003
					],
					"outlettype": [],
					"text": "The pad morphs over slots 1 to 4, stored from the panel.",
					"linecount": 1,
					"fontsize": 12.0
				}
			},
			{
				"box": {
					"id": "obj-82",
					"maxclass": "comment",
					"numinlets": 1,
					"numoutlets": 0,
					"patching_rect": [
						900.0,
						560.0,
						92.0,
						22.200000000000003
					],
					"outlettype": [],
					"text": "REPLY PORT",
					"linecount": 1,
					"textcolor": [
						0.62,
						0.66,
						0.7,
						1.0
					],
					"presentation": 1,
					"presentation_rect": [
						540.0,
						3.0,
						92.0,
						20.0
					],
					"fontface": 1,
					"textjustification": 2,
					"fontsize": 12.0
				}
			},
			{
				"box": {
					"id": "obj-83",
					"maxclass": "live.numbox",
					"numinlets": 1,
					"numoutlets": 2,
					"patching_rect": [
						900.0,
						590.0,
						60.0,
						18.0
					],
					"outlettype": [
						"",
						""
					],
					"fontsize": 13.0,
					"varname": "DX7 reply port",
					"parameter_enable": 1,
					"saved_attribute_attributes": {
						"valueof": {
							"parameter_longname": "DX7 reply port",
							"parameter_shortname": "port",
							"parameter_type": 1,
							"parameter_mmin": 7701,
							"parameter_mmax": 7901,
							"parameter_unitstyle": 0,
							"parameter_modmode": 0,
							"parameter_initial_enable": 1,
							"parameter_initial": [
								7708
							]
						}
					},
					"presentation": 1,
					"presentation_rect": [
						638.0,
						2.0,
						58.0,
						22.0
					]
				}
			},
			{
				"box": {
					"id": "obj-84",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						900.0,
						630.0,
						126.19999999999999,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend replyport"
				}
			}
		],
		"lines": [
			{
				"patchline": {
					"source": [
						"obj-2",
						0
					],
					"destination": [
						"obj-3",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-4",
						0
					],
					"destination": [
						"obj-5",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-5",
						8
					],
					"destination": [
						"obj-6",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-5",
						0
					],
					"destination": [
						"obj-8",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-8",
						0
					],
					"destination": [
						"obj-7",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-7",
						0
					],
					"destination": [
						"obj-9",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-9",
						0
					],
					"destination": [
						"obj-4",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-5",
						1
					],
					"destination": [
						"obj-11",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-11",
						0
					],
					"destination": [
						"obj-10",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-10",
						0
					],
					"destination": [
						"obj-12",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-12",
						0
					],
					"destination": [
						"obj-4",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-5",
						2
					],
					"destination": [
						"obj-14",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-14",
						0
					],
					"destination": [
						"obj-13",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-13",
						0
					],
					"destination": [
						"obj-15",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-15",
						0
					],
					"destination": [
						"obj-4",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-5",
						3
					],
					"destination": [
						"obj-17",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-17",
						0
					],
					"destination": [
						"obj-16",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-16",
						0
					],
					"destination": [
						"obj-18",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-18",
						0
					],
					"destination": [
						"obj-4",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-5",
						4
					],
					"destination": [
						"obj-20",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-20",
						0
					],
					"destination": [
						"obj-19",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-19",
						0
					],
					"destination": [
						"obj-21",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-21",
						0
					],
					"destination": [
						"obj-4",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-5",
						5
					],
					"destination": [
						"obj-23",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-23",
						0
					],
					"destination": [
						"obj-22",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-22",
						0
					],
					"destination": [
						"obj-24",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-24",
						0
					],
					"destination": [
						"obj-4",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-5",
						6
					],
					"destination": [
						"obj-26",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-26",
						0
					],
					"destination": [
						"obj-25",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-25",
						0
					],
					"destination": [
						"obj-27",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-27",
						0
					],
					"destination": [
						"obj-4",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-5",
						7
					],
					"destination": [
						"obj-29",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-29",
						0
					],
					"destination": [
						"obj-28",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-28",
						0
					],
					"destination": [
						"obj-30",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-30",
						0
					],
					"destination": [
						"obj-4",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-6",
						0
					],
					"destination": [
						"obj-32",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-32",
						0
					],
					"destination": [
						"obj-31",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-4",
						5
					],
					"destination": [
						"obj-33",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-35",
						0
					],
					"destination": [
						"obj-36",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-36",
						0
					],
					"destination": [
						"obj-4",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-37",
						0
					],
					"destination": [
						"obj-38",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-38",
						0
					],
					"destination": [
						"obj-4",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-39",
						0
					],
					"destination": [
						"obj-40",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-40",
						0
					],
					"destination": [
						"obj-4",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-43",
						0
					],
					"destination": [
						"obj-42",
						1
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-41",
						0
					],
					"destination": [
						"obj-42",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-42",
						0
					],
					"destination": [
						"obj-44",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-44",
						0
					],
					"destination": [
						"obj-4",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-6",
						2
					],
					"destination": [
						"obj-45",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-45",
						0
					],
					"destination": [
						"obj-46",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-46",
						0
					],
					"destination": [
						"obj-47",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-47",
						1
					],
					"destination": [
						"obj-48",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-48",
						0
					],
					"destination": [
						"obj-4",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-47",
						0
					],
					"destination": [
						"obj-49",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-49",
						0
					],
					"destination": [
						"obj-4",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-6",
						1
					],
					"destination": [
						"obj-50",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-50",
						0
					],
					"destination": [
						"obj-51",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-51",
						0
					],
					"destination": [
						"obj-52",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-52",
						0
					],
					"destination": [
						"obj-53",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-50",
						1
					],
					"destination": [
						"obj-54",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-54",
						0
					],
					"destination": [
						"obj-55",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-55",
						0
					],
					"destination": [
						"obj-56",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-50",
						2
					],
					"destination": [
						"obj-57",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-57",
						0
					],
					"destination": [
						"obj-58",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-58",
						0
					],
					"destination": [
						"obj-59",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-50",
						3
					],
					"destination": [
						"obj-60",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-60",
						0
					],
					"destination": [
						"obj-61",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-61",
						0
					],
					"destination": [
						"obj-62",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-50",
						4
					],
					"destination": [
						"obj-63",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-63",
						0
					],
					"destination": [
						"obj-64",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-64",
						0
					],
					"destination": [
						"obj-65",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-50",
						5
					],
					"destination": [
						"obj-66",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-66",
						0
					],
					"destination": [
						"obj-67",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-67",
						0
					],
					"destination": [
						"obj-68",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-50",
						6
					],
					"destination": [
						"obj-69",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-69",
						0
					],
					"destination": [
						"obj-70",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-70",
						0
					],
					"destination": [
						"obj-71",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-50",
						7
					],
					"destination": [
						"obj-72",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-72",
						0
					],
					"destination": [
						"obj-73",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-73",
						0
					],
					"destination": [
						"obj-74",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-75",
						0
					],
					"destination": [
						"obj-78",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-78",
						0
					],
					"destination": [
						"obj-77",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-75",
						1
					],
					"destination": [
						"obj-79",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-79",
						0
					],
					"destination": [
						"obj-77",
						1
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-77",
						0
					],
					"destination": [
						"obj-80",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-80",
						0
					],
					"destination": [
						"obj-4",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-83",
						0
					],
					"destination": [
						"obj-84",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-84",
						0
					],
					"destination": [
						"obj-4",
						0
					]
				}
			}
		],
		"dependency_cache": [],
		"autosave": 0,
		"locked_bgcolor": [
			0.11,
			0.12,
			0.14,
			1.0
		],
		"editing_bgcolor": [
			0.16,
			0.17,
			0.19,
			1.0
		],
		"openrect": [
			0.0,
			0.0,
			820.0,
			169.0
		]
	}
}
