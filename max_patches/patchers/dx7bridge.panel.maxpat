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
			1180,
			1360
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
		"devicewidth": 0.0,
		"description": "A panel for the dx7bridge server",
		"digest": "Eight dials, pads, slots and locks for dx7bridge",
		"tags": "dx7 panel",
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
						38.400000000000006
					],
					"outlettype": [],
					"text": "dx7bridge.panel: wire dx7bridge.client's first outlet to it, and its outlet to the client. Use it in a bpatcher; this view is its inside.",
					"linecount": 2,
					"fontsize": 12.0
				}
			},
			{
				"box": {
					"id": "obj-2",
					"maxclass": "inlet",
					"numinlets": 0,
					"numoutlets": 1,
					"patching_rect": [
						20.0,
						50.0,
						30.0,
						30.0
					],
					"outlettype": [
						""
					],
					"comment": "from the first outlet of dx7bridge.client"
				}
			},
			{
				"box": {
					"id": "obj-3",
					"maxclass": "outlet",
					"numinlets": 1,
					"numoutlets": 0,
					"patching_rect": [
						20.0,
						1330.0,
						30.0,
						30.0
					],
					"outlettype": [],
					"comment": "to dx7bridge.client"
				}
			},
			{
				"box": {
					"id": "obj-4",
					"maxclass": "newobj",
					"numinlets": 9,
					"numoutlets": 9,
					"patching_rect": [
						20.0,
						100.0,
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
					"id": "obj-5",
					"maxclass": "newobj",
					"numinlets": 17,
					"numoutlets": 17,
					"patching_rect": [
						20.0,
						140.0,
						1353.8,
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
					"text": "route /dx7/name /dx7/params /dx7/param /dx7/pong /dx7/fail /dx7/temperature /dx7/glide /dx7/interpolate/xy /dx7/locks /dx7/axis /dx7/status.reply /dx7/slots /dx7/level /dx7/key /dx7/smooth /dx7/transpose"
				}
			},
			{
				"box": {
					"id": "obj-6",
					"maxclass": "newobj",
					"numinlets": 2,
					"numoutlets": 8,
					"patching_rect": [
						420.0,
						250.0,
						66.8,
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
						""
					],
					"text": "gate 8 1"
				}
			},
			{
				"box": {
					"id": "obj-7",
					"maxclass": "newobj",
					"numinlets": 2,
					"numoutlets": 8,
					"patching_rect": [
						660.0,
						250.0,
						66.8,
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
						""
					],
					"text": "gate 8 2"
				}
			},
			{
				"box": {
					"id": "obj-8",
					"maxclass": "newobj",
					"numinlets": 9,
					"numoutlets": 1,
					"patching_rect": [
						420.0,
						400.0,
						80.0,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "switch 8 1"
				}
			},
			{
				"box": {
					"id": "obj-9",
					"maxclass": "newobj",
					"numinlets": 9,
					"numoutlets": 1,
					"patching_rect": [
						660.0,
						400.0,
						80.0,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "switch 8 2"
				}
			},
			{
				"box": {
					"id": "obj-10",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						20.0,
						180.0,
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
					"id": "obj-11",
					"maxclass": "live.dial",
					"numinlets": 1,
					"numoutlets": 2,
					"patching_rect": [
						20.0,
						560.0,
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
					"varname": "z1",
					"parameter_enable": 1,
					"saved_attribute_attributes": {
						"valueof": {
							"parameter_longname": "z1",
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
						12.0,
						60.0,
						84.0,
						76.0
					]
				}
			},
			{
				"box": {
					"id": "obj-12",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						20.0,
						640.0,
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
					"id": "obj-13",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						68.0,
						204.0,
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
					"id": "obj-14",
					"maxclass": "live.dial",
					"numinlets": 1,
					"numoutlets": 2,
					"patching_rect": [
						80.0,
						560.0,
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
					"varname": "z2",
					"parameter_enable": 1,
					"saved_attribute_attributes": {
						"valueof": {
							"parameter_longname": "z2",
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
						104.0,
						60.0,
						84.0,
						76.0
					]
				}
			},
			{
				"box": {
					"id": "obj-15",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						170.0,
						662.0,
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
					"id": "obj-16",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						116.0,
						180.0,
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
					"id": "obj-17",
					"maxclass": "live.dial",
					"numinlets": 1,
					"numoutlets": 2,
					"patching_rect": [
						140.0,
						560.0,
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
					"varname": "z3",
					"parameter_enable": 1,
					"saved_attribute_attributes": {
						"valueof": {
							"parameter_longname": "z3",
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
						196.0,
						60.0,
						84.0,
						76.0
					]
				}
			},
			{
				"box": {
					"id": "obj-18",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						320.0,
						640.0,
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
					"id": "obj-19",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						164.0,
						204.0,
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
					"id": "obj-20",
					"maxclass": "live.dial",
					"numinlets": 1,
					"numoutlets": 2,
					"patching_rect": [
						200.0,
						560.0,
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
					"varname": "z4",
					"parameter_enable": 1,
					"saved_attribute_attributes": {
						"valueof": {
							"parameter_longname": "z4",
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
						288.0,
						60.0,
						84.0,
						76.0
					]
				}
			},
			{
				"box": {
					"id": "obj-21",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						470.0,
						662.0,
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
					"id": "obj-22",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						212.0,
						180.0,
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
					"id": "obj-23",
					"maxclass": "live.dial",
					"numinlets": 1,
					"numoutlets": 2,
					"patching_rect": [
						260.0,
						560.0,
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
					"varname": "z5",
					"parameter_enable": 1,
					"saved_attribute_attributes": {
						"valueof": {
							"parameter_longname": "z5",
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
						380.0,
						60.0,
						84.0,
						76.0
					]
				}
			},
			{
				"box": {
					"id": "obj-24",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						20.0,
						684.0,
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
					"id": "obj-25",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						260.0,
						204.0,
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
					"id": "obj-26",
					"maxclass": "live.dial",
					"numinlets": 1,
					"numoutlets": 2,
					"patching_rect": [
						320.0,
						560.0,
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
					"varname": "z6",
					"parameter_enable": 1,
					"saved_attribute_attributes": {
						"valueof": {
							"parameter_longname": "z6",
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
						472.0,
						60.0,
						84.0,
						76.0
					]
				}
			},
			{
				"box": {
					"id": "obj-27",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						170.0,
						706.0,
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
					"id": "obj-28",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						308.0,
						180.0,
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
					"id": "obj-29",
					"maxclass": "live.dial",
					"numinlets": 1,
					"numoutlets": 2,
					"patching_rect": [
						380.0,
						560.0,
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
					"varname": "z7",
					"parameter_enable": 1,
					"saved_attribute_attributes": {
						"valueof": {
							"parameter_longname": "z7",
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
						564.0,
						60.0,
						84.0,
						76.0
					]
				}
			},
			{
				"box": {
					"id": "obj-30",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						320.0,
						684.0,
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
					"id": "obj-31",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						356.0,
						204.0,
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
					"id": "obj-32",
					"maxclass": "live.dial",
					"numinlets": 1,
					"numoutlets": 2,
					"patching_rect": [
						440.0,
						560.0,
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
					"varname": "z8",
					"parameter_enable": 1,
					"saved_attribute_attributes": {
						"valueof": {
							"parameter_longname": "z8",
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
						656.0,
						60.0,
						84.0,
						76.0
					]
				}
			},
			{
				"box": {
					"id": "obj-33",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						470.0,
						706.0,
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
					"id": "obj-34",
					"maxclass": "pictslider",
					"numinlets": 2,
					"numoutlets": 2,
					"patching_rect": [
						540.0,
						560.0,
						100.0,
						60.0
					],
					"outlettype": [
						"",
						""
					],
					"leftvalue": -4000,
					"rightvalue": 4000,
					"bottomvalue": -4000,
					"topvalue": 4000,
					"varname": "xy",
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
						0.1,
						0.72,
						0.66,
						1.0
					],
					"jump": 1,
					"presentation": 1,
					"presentation_rect": [
						12.0,
						244.0,
						206.0,
						206.0
					]
				}
			},
			{
				"box": {
					"id": "obj-35",
					"maxclass": "newobj",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						420.0,
						226.0,
						66.8,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "pack 0 0"
				}
			},
			{
				"box": {
					"id": "obj-36",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 3,
					"patching_rect": [
						500.0,
						186.0,
						60.199999999999996,
						22.0
					],
					"outlettype": [
						"",
						"",
						""
					],
					"text": "t b l b"
				}
			},
			{
				"box": {
					"id": "obj-37",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 2,
					"patching_rect": [
						570.0,
						186.0,
						80.0,
						22.0
					],
					"outlettype": [
						"",
						""
					],
					"text": "unpack i i"
				}
			},
			{
				"box": {
					"id": "obj-38",
					"maxclass": "message",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						760.0,
						186.0,
						36.0,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "1"
				}
			},
			{
				"box": {
					"id": "obj-39",
					"maxclass": "message",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						800.0,
						186.0,
						36.0,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "0"
				}
			},
			{
				"box": {
					"id": "obj-40",
					"maxclass": "newobj",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						420.0,
						496.0,
						66.8,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "gate 1 1"
				}
			},
			{
				"box": {
					"id": "obj-41",
					"maxclass": "newobj",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						420.0,
						470.0,
						60.199999999999996,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "pak 0 0"
				}
			},
			{
				"box": {
					"id": "obj-42",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						420.0,
						522.0,
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
					"id": "obj-43",
					"maxclass": "newobj",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						420.0,
						434.0,
						60.199999999999996,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "* 1000."
				}
			},
			{
				"box": {
					"id": "obj-44",
					"maxclass": "newobj",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						480.0,
						272.0,
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
					"id": "obj-45",
					"maxclass": "comment",
					"numinlets": 1,
					"numoutlets": 0,
					"patching_rect": [
						700.0,
						560.0,
						22.0,
						23.55
					],
					"outlettype": [],
					"text": "X",
					"linecount": 1,
					"textcolor": [
						0.62,
						0.66,
						0.7,
						1.0
					],
					"presentation": 1,
					"presentation_rect": [
						12.0,
						190.0,
						22.0,
						20.0
					],
					"fontface": 1,
					"fontsize": 13.0
				}
			},
			{
				"box": {
					"id": "obj-46",
					"maxclass": "umenu",
					"numinlets": 1,
					"numoutlets": 3,
					"patching_rect": [
						700.0,
						584.0,
						50.0,
						22.0
					],
					"outlettype": [
						"",
						"",
						""
					],
					"items": [
						"1",
						",",
						"2",
						",",
						"3",
						",",
						"4",
						",",
						"5",
						",",
						"6",
						",",
						"7",
						",",
						"8"
					],
					"fontsize": 12.0,
					"bgfillcolor": [
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
					"bgcolor": [
						0.19,
						0.21,
						0.24,
						1.0
					],
					"varname": "axis x",
					"parameter_enable": 0,
					"presentation": 1,
					"presentation_rect": [
						34.0,
						188.0,
						184.0,
						23.0
					]
				}
			},
			{
				"box": {
					"id": "obj-47",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						840.0,
						250.0,
						106.39999999999999,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "loadmess set 0"
				}
			},
			{
				"box": {
					"id": "obj-48",
					"maxclass": "newobj",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						420.0,
						290.0,
						36.0,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "+ 1"
				}
			},
			{
				"box": {
					"id": "obj-49",
					"maxclass": "newobj",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						660.0,
						434.0,
						60.199999999999996,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "* 1000."
				}
			},
			{
				"box": {
					"id": "obj-50",
					"maxclass": "newobj",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						720.0,
						220.0,
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
					"id": "obj-51",
					"maxclass": "comment",
					"numinlets": 1,
					"numoutlets": 0,
					"patching_rect": [
						760.0,
						560.0,
						22.0,
						23.55
					],
					"outlettype": [],
					"text": "Y",
					"linecount": 1,
					"textcolor": [
						0.62,
						0.66,
						0.7,
						1.0
					],
					"presentation": 1,
					"presentation_rect": [
						12.0,
						217.0,
						22.0,
						20.0
					],
					"fontface": 1,
					"fontsize": 13.0
				}
			},
			{
				"box": {
					"id": "obj-52",
					"maxclass": "umenu",
					"numinlets": 1,
					"numoutlets": 3,
					"patching_rect": [
						760.0,
						584.0,
						50.0,
						22.0
					],
					"outlettype": [
						"",
						"",
						""
					],
					"items": [
						"1",
						",",
						"2",
						",",
						"3",
						",",
						"4",
						",",
						"5",
						",",
						"6",
						",",
						"7",
						",",
						"8"
					],
					"fontsize": 12.0,
					"bgfillcolor": [
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
					"bgcolor": [
						0.19,
						0.21,
						0.24,
						1.0
					],
					"varname": "axis y",
					"parameter_enable": 0,
					"presentation": 1,
					"presentation_rect": [
						34.0,
						215.0,
						184.0,
						23.0
					]
				}
			},
			{
				"box": {
					"id": "obj-53",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						840.0,
						276.0,
						106.39999999999999,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "loadmess set 1"
				}
			},
			{
				"box": {
					"id": "obj-54",
					"maxclass": "newobj",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						660.0,
						290.0,
						36.0,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "+ 1"
				}
			},
			{
				"box": {
					"id": "obj-55",
					"maxclass": "newobj",
					"numinlets": 2,
					"numoutlets": 2,
					"patching_rect": [
						20.0,
						1080.0,
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
					"id": "obj-56",
					"maxclass": "newobj",
					"numinlets": 2,
					"numoutlets": 2,
					"patching_rect": [
						20.0,
						1104.0,
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
					"id": "obj-57",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 2,
					"patching_rect": [
						20.0,
						1128.0,
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
					"id": "obj-58",
					"maxclass": "message",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						20.0,
						1152.0,
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
					"id": "obj-59",
					"maxclass": "message",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						130.0,
						1152.0,
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
					"id": "obj-60",
					"maxclass": "newobj",
					"numinlets": 9,
					"numoutlets": 9,
					"patching_rect": [
						20.0,
						1180.0,
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
					"id": "obj-61",
					"maxclass": "newobj",
					"numinlets": 2,
					"numoutlets": 2,
					"patching_rect": [
						20.0,
						1206.0,
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
					"id": "obj-62",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						20.0,
						1230.0,
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
					"id": "obj-63",
					"maxclass": "comment",
					"numinlets": 1,
					"numoutlets": 0,
					"patching_rect": [
						20.0,
						1260.0,
						90.0,
						23.55
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
						9.0,
						136.0,
						90.0,
						49.0
					],
					"fontface": 1,
					"textjustification": 1,
					"fontsize": 13.0
				}
			},
			{
				"box": {
					"id": "obj-64",
					"maxclass": "newobj",
					"numinlets": 2,
					"numoutlets": 2,
					"patching_rect": [
						112.0,
						1206.0,
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
					"id": "obj-65",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						112.0,
						1230.0,
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
					"id": "obj-66",
					"maxclass": "comment",
					"numinlets": 1,
					"numoutlets": 0,
					"patching_rect": [
						112.0,
						1260.0,
						90.0,
						23.55
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
						101.0,
						136.0,
						90.0,
						49.0
					],
					"fontface": 1,
					"textjustification": 1,
					"fontsize": 13.0
				}
			},
			{
				"box": {
					"id": "obj-67",
					"maxclass": "newobj",
					"numinlets": 2,
					"numoutlets": 2,
					"patching_rect": [
						204.0,
						1206.0,
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
					"id": "obj-68",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						204.0,
						1230.0,
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
					"id": "obj-69",
					"maxclass": "comment",
					"numinlets": 1,
					"numoutlets": 0,
					"patching_rect": [
						204.0,
						1260.0,
						90.0,
						23.55
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
						193.0,
						136.0,
						90.0,
						49.0
					],
					"fontface": 1,
					"textjustification": 1,
					"fontsize": 13.0
				}
			},
			{
				"box": {
					"id": "obj-70",
					"maxclass": "newobj",
					"numinlets": 2,
					"numoutlets": 2,
					"patching_rect": [
						296.0,
						1206.0,
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
					"id": "obj-71",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						296.0,
						1230.0,
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
					"id": "obj-72",
					"maxclass": "comment",
					"numinlets": 1,
					"numoutlets": 0,
					"patching_rect": [
						296.0,
						1260.0,
						90.0,
						23.55
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
						285.0,
						136.0,
						90.0,
						49.0
					],
					"fontface": 1,
					"textjustification": 1,
					"fontsize": 13.0
				}
			},
			{
				"box": {
					"id": "obj-73",
					"maxclass": "newobj",
					"numinlets": 2,
					"numoutlets": 2,
					"patching_rect": [
						388.0,
						1206.0,
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
					"id": "obj-74",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						388.0,
						1230.0,
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
					"id": "obj-75",
					"maxclass": "comment",
					"numinlets": 1,
					"numoutlets": 0,
					"patching_rect": [
						388.0,
						1260.0,
						90.0,
						23.55
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
						377.0,
						136.0,
						90.0,
						49.0
					],
					"fontface": 1,
					"textjustification": 1,
					"fontsize": 13.0
				}
			},
			{
				"box": {
					"id": "obj-76",
					"maxclass": "newobj",
					"numinlets": 2,
					"numoutlets": 2,
					"patching_rect": [
						480.0,
						1206.0,
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
					"id": "obj-77",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						480.0,
						1230.0,
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
					"id": "obj-78",
					"maxclass": "comment",
					"numinlets": 1,
					"numoutlets": 0,
					"patching_rect": [
						480.0,
						1260.0,
						90.0,
						23.55
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
						469.0,
						136.0,
						90.0,
						49.0
					],
					"fontface": 1,
					"textjustification": 1,
					"fontsize": 13.0
				}
			},
			{
				"box": {
					"id": "obj-79",
					"maxclass": "newobj",
					"numinlets": 2,
					"numoutlets": 2,
					"patching_rect": [
						572.0,
						1206.0,
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
					"id": "obj-80",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						572.0,
						1230.0,
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
					"id": "obj-81",
					"maxclass": "comment",
					"numinlets": 1,
					"numoutlets": 0,
					"patching_rect": [
						572.0,
						1260.0,
						90.0,
						23.55
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
						561.0,
						136.0,
						90.0,
						49.0
					],
					"fontface": 1,
					"textjustification": 1,
					"fontsize": 13.0
				}
			},
			{
				"box": {
					"id": "obj-82",
					"maxclass": "newobj",
					"numinlets": 2,
					"numoutlets": 2,
					"patching_rect": [
						664.0,
						1206.0,
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
					"id": "obj-83",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						664.0,
						1230.0,
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
					"id": "obj-84",
					"maxclass": "comment",
					"numinlets": 1,
					"numoutlets": 0,
					"patching_rect": [
						664.0,
						1260.0,
						90.0,
						23.55
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
						653.0,
						136.0,
						90.0,
						49.0
					],
					"fontface": 1,
					"textjustification": 1,
					"fontsize": 13.0
				}
			},
			{
				"box": {
					"id": "obj-85",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						20.0,
						1290.0,
						159.2,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "sprintf setitem 0 1 %s"
				}
			},
			{
				"box": {
					"id": "obj-86",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						220.0,
						1290.0,
						159.2,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "sprintf setitem 1 2 %s"
				}
			},
			{
				"box": {
					"id": "obj-87",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						420.0,
						1290.0,
						159.2,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "sprintf setitem 2 3 %s"
				}
			},
			{
				"box": {
					"id": "obj-88",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						620.0,
						1290.0,
						159.2,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "sprintf setitem 3 4 %s"
				}
			},
			{
				"box": {
					"id": "obj-89",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						20.0,
						1360.0,
						159.2,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "sprintf setitem 4 5 %s"
				}
			},
			{
				"box": {
					"id": "obj-90",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						220.0,
						1314.0,
						159.2,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "sprintf setitem 5 6 %s"
				}
			},
			{
				"box": {
					"id": "obj-91",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						420.0,
						1314.0,
						159.2,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "sprintf setitem 6 7 %s"
				}
			},
			{
				"box": {
					"id": "obj-92",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						620.0,
						1314.0,
						159.2,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "sprintf setitem 7 8 %s"
				}
			},
			{
				"box": {
					"id": "obj-93",
					"maxclass": "comment",
					"numinlets": 1,
					"numoutlets": 0,
					"patching_rect": [
						900.0,
						560.0,
						334.0,
						46.5
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
						10.0,
						334.0,
						48.0
					],
					"fontface": 1,
					"fontsize": 30.0
				}
			},
			{
				"box": {
					"id": "obj-94",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						900.0,
						180.0,
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
					"id": "obj-95",
					"maxclass": "comment",
					"numinlets": 1,
					"numoutlets": 0,
					"patching_rect": [
						900.0,
						616.0,
						210.0,
						31.650000000000002
					],
					"outlettype": [],
					"text": "ALGORITHM",
					"linecount": 1,
					"textcolor": [
						0.96,
						0.62,
						0.18,
						1.0
					],
					"presentation": 1,
					"presentation_rect": [
						350.0,
						22.0,
						210.0,
						32.0
					],
					"fontface": 1,
					"fontsize": 19.0
				}
			},
			{
				"box": {
					"id": "obj-96",
					"maxclass": "newobj",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						980.0,
						290.0,
						36.0,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "+ 1"
				}
			},
			{
				"box": {
					"id": "obj-97",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						980.0,
						320.0,
						172.39999999999998,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "sprintf set ALGORITHM %d"
				}
			},
			{
				"box": {
					"id": "obj-98",
					"maxclass": "newobj",
					"numinlets": 2,
					"numoutlets": 2,
					"patching_rect": [
						980.0,
						250.0,
						80.0,
						22.0
					],
					"outlettype": [
						"",
						""
					],
					"text": "zl nth 135"
				}
			},
			{
				"box": {
					"id": "obj-99",
					"maxclass": "newobj",
					"numinlets": 2,
					"numoutlets": 2,
					"patching_rect": [
						1060.0,
						250.0,
						113.0,
						22.0
					],
					"outlettype": [
						"",
						""
					],
					"text": "route algorithm"
				}
			},
			{
				"box": {
					"id": "obj-100",
					"maxclass": "led",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						1100.0,
						648.0,
						24.0,
						24.0
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
						720.0,
						20.0,
						28.0,
						28.0
					]
				}
			},
			{
				"box": {
					"id": "obj-101",
					"maxclass": "comment",
					"numinlets": 1,
					"numoutlets": 0,
					"patching_rect": [
						1100.0,
						672.0,
						76.0,
						24.900000000000002
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
						642.0,
						23.0,
						76.0,
						24.0
					],
					"fontface": 1,
					"textjustification": 2,
					"fontsize": 14.0
				}
			},
			{
				"box": {
					"id": "obj-102",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 2,
					"patching_rect": [
						900.0,
						404.0,
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
					"id": "obj-103",
					"maxclass": "newobj",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						960.0,
						404.0,
						80.0,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "delay 3000"
				}
			},
			{
				"box": {
					"id": "obj-104",
					"maxclass": "message",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						900.0,
						434.0,
						36.0,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "1"
				}
			},
			{
				"box": {
					"id": "obj-105",
					"maxclass": "message",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						960.0,
						434.0,
						36.0,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "0"
				}
			},
			{
				"box": {
					"id": "obj-106",
					"maxclass": "comment",
					"numinlets": 1,
					"numoutlets": 0,
					"patching_rect": [
						900.0,
						698.0,
						736.0,
						23.55
					],
					"outlettype": [],
					"text": " ",
					"linecount": 1,
					"textcolor": [
						0.92,
						0.32,
						0.28,
						1.0
					],
					"presentation": 1,
					"presentation_rect": [
						12.0,
						549.0,
						736.0,
						24.0
					],
					"fontsize": 13.0
				}
			},
			{
				"box": {
					"id": "obj-107",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 4,
					"patching_rect": [
						1060.0,
						404.0,
						106.39999999999999,
						22.0
					],
					"outlettype": [
						"",
						"",
						"",
						""
					],
					"text": "unpack s i s s"
				}
			},
			{
				"box": {
					"id": "obj-108",
					"maxclass": "newobj",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						1060.0,
						464.0,
						80.0,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "delay 6000"
				}
			},
			{
				"box": {
					"id": "obj-109",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 2,
					"patching_rect": [
						1060.0,
						434.0,
						47.0,
						22.0
					],
					"outlettype": [
						"",
						""
					],
					"text": "t b l"
				}
			},
			{
				"box": {
					"id": "obj-110",
					"maxclass": "message",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						1060.0,
						494.0,
						36.0,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "set"
				}
			},
			{
				"box": {
					"id": "obj-111",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						1120.0,
						486.0,
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
					"id": "obj-112",
					"maxclass": "textbutton",
					"numinlets": 1,
					"numoutlets": 3,
					"patching_rect": [
						20.0,
						720.0,
						76.0,
						24.0
					],
					"outlettype": [
						"",
						"",
						""
					],
					"text": "SAMPLE",
					"fontsize": 18.0,
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
						230.0,
						188.0,
						180.0,
						60.0
					]
				}
			},
			{
				"box": {
					"id": "obj-113",
					"maxclass": "message",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						20.0,
						760.0,
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
					"id": "obj-114",
					"maxclass": "textbutton",
					"numinlets": 1,
					"numoutlets": 3,
					"patching_rect": [
						110.0,
						728.0,
						76.0,
						24.0
					],
					"outlettype": [
						"",
						"",
						""
					],
					"text": "UNDO",
					"fontsize": 13.0,
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
						230.0,
						324.0,
						56.0,
						46.0
					]
				}
			},
			{
				"box": {
					"id": "obj-115",
					"maxclass": "message",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						120.0,
						760.0,
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
					"id": "obj-116",
					"maxclass": "textbutton",
					"numinlets": 1,
					"numoutlets": 3,
					"patching_rect": [
						200.0,
						728.0,
						76.0,
						24.0
					],
					"outlettype": [
						"",
						"",
						""
					],
					"text": "REDO",
					"fontsize": 13.0,
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
						292.0,
						324.0,
						56.0,
						46.0
					]
				}
			},
			{
				"box": {
					"id": "obj-117",
					"maxclass": "message",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						220.0,
						760.0,
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
					"id": "obj-118",
					"maxclass": "textbutton",
					"numinlets": 1,
					"numoutlets": 3,
					"patching_rect": [
						290.0,
						728.0,
						76.0,
						24.0
					],
					"outlettype": [
						"",
						"",
						""
					],
					"text": "KEEP",
					"fontsize": 13.0,
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
						286.0,
						508.0,
						60.0,
						34.0
					]
				}
			},
			{
				"box": {
					"id": "obj-119",
					"maxclass": "message",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						320.0,
						760.0,
						73.4,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "/dx7/keep"
				}
			},
			{
				"box": {
					"id": "obj-120",
					"maxclass": "textbutton",
					"numinlets": 1,
					"numoutlets": 3,
					"patching_rect": [
						380.0,
						720.0,
						76.0,
						24.0
					],
					"outlettype": [
						"",
						"",
						""
					],
					"text": "LISTEN",
					"fontsize": 13.0,
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
						350.0,
						508.0,
						64.0,
						34.0
					]
				}
			},
			{
				"box": {
					"id": "obj-121",
					"maxclass": "message",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						420.0,
						760.0,
						99.8,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "/dx7/audition"
				}
			},
			{
				"box": {
					"id": "obj-122",
					"maxclass": "textbutton",
					"numinlets": 1,
					"numoutlets": 3,
					"patching_rect": [
						160.0,
						1336.0,
						76.0,
						24.0
					],
					"outlettype": [
						"",
						"",
						""
					],
					"text": "INIT",
					"fontsize": 13.0,
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
						354.0,
						324.0,
						56.0,
						46.0
					]
				}
			},
			{
				"box": {
					"id": "obj-123",
					"maxclass": "message",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						160.0,
						1382.0,
						73.4,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "/dx7/init"
				}
			},
			{
				"box": {
					"id": "obj-124",
					"maxclass": "textbutton",
					"numinlets": 1,
					"numoutlets": 3,
					"patching_rect": [
						400.0,
						782.0,
						76.0,
						24.0
					],
					"outlettype": [
						"",
						"",
						""
					],
					"text": "VARY",
					"fontsize": 18.0,
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
						230.0,
						256.0,
						180.0,
						60.0
					]
				}
			},
			{
				"box": {
					"id": "obj-125",
					"maxclass": "live.dial",
					"numinlets": 1,
					"numoutlets": 2,
					"patching_rect": [
						490.0,
						782.0,
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
					"varname": "vary amount",
					"parameter_enable": 1,
					"saved_attribute_attributes": {
						"valueof": {
							"parameter_longname": "vary amount",
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
						222.0,
						380.0,
						74.0,
						70.0
					]
				}
			},
			{
				"box": {
					"id": "obj-126",
					"maxclass": "newobj",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						430.0,
						806.0,
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
					"id": "obj-127",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						430.0,
						842.0,
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
					"id": "obj-128",
					"maxclass": "live.dial",
					"numinlets": 1,
					"numoutlets": 2,
					"patching_rect": [
						574.0,
						728.0,
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
					"varname": "temperature",
					"parameter_enable": 1,
					"saved_attribute_attributes": {
						"valueof": {
							"parameter_longname": "temperature",
							"parameter_shortname": "TEMP",
							"parameter_type": 0,
							"parameter_mmin": 0,
							"parameter_mmax": 2.0,
							"parameter_unitstyle": 1,
							"parameter_modmode": 0
						}
					},
					"presentation": 1,
					"presentation_rect": [
						296.0,
						380.0,
						58.0,
						70.0
					]
				}
			},
			{
				"box": {
					"id": "obj-129",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						560.0,
						208.0,
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
					"id": "obj-130",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						560.0,
						790.0,
						172.39999999999998,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend /dx7/temperature"
				}
			},
			{
				"box": {
					"id": "obj-131",
					"maxclass": "live.dial",
					"numinlets": 1,
					"numoutlets": 2,
					"patching_rect": [
						740.0,
						700.0,
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
					"varname": "glide",
					"parameter_enable": 1,
					"saved_attribute_attributes": {
						"valueof": {
							"parameter_longname": "glide",
							"parameter_shortname": "GLIDE",
							"parameter_type": 0,
							"parameter_mmin": 0,
							"parameter_mmax": 10.0,
							"parameter_unitstyle": 1,
							"parameter_modmode": 0
						}
					},
					"presentation": 1,
					"presentation_rect": [
						354.0,
						380.0,
						60.0,
						70.0
					]
				}
			},
			{
				"box": {
					"id": "obj-132",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						740.0,
						242.0,
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
					"id": "obj-133",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						740.0,
						790.0,
						132.8,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend /dx7/glide"
				}
			},
			{
				"box": {
					"id": "obj-134",
					"maxclass": "comment",
					"numinlets": 1,
					"numoutlets": 0,
					"patching_rect": [
						900.0,
						722.0,
						200.0,
						23.55
					],
					"outlettype": [],
					"text": "SLOTS AND MORPH",
					"linecount": 1,
					"textcolor": [
						0.62,
						0.66,
						0.7,
						1.0
					],
					"presentation": 1,
					"presentation_rect": [
						424.0,
						190.0,
						200.0,
						20.0
					],
					"fontface": 1,
					"fontsize": 13.0
				}
			},
			{
				"box": {
					"id": "obj-135",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 2,
					"patching_rect": [
						1060.0,
						960.0,
						47.0,
						22.0
					],
					"outlettype": [
						"",
						""
					],
					"text": "t l b"
				}
			},
			{
				"box": {
					"id": "obj-136",
					"maxclass": "newobj",
					"numinlets": 2,
					"numoutlets": 2,
					"patching_rect": [
						1060.0,
						986.0,
						80.0,
						22.0
					],
					"outlettype": [
						"",
						""
					],
					"text": "route bang"
				}
			},
			{
				"box": {
					"id": "obj-137",
					"maxclass": "newobj",
					"numinlets": 2,
					"numoutlets": 2,
					"patching_rect": [
						1060.0,
						1012.0,
						73.4,
						22.0
					],
					"outlettype": [
						"",
						""
					],
					"text": "zl iter 2"
				}
			},
			{
				"box": {
					"id": "obj-138",
					"maxclass": "newobj",
					"numinlets": 2,
					"numoutlets": 2,
					"patching_rect": [
						1060.0,
						1038.0,
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
					"id": "obj-139",
					"maxclass": "newobj",
					"numinlets": 5,
					"numoutlets": 5,
					"patching_rect": [
						1060.0,
						1064.0,
						86.6,
						22.0
					],
					"outlettype": [
						"",
						"",
						"",
						"",
						""
					],
					"text": "sel 1 2 3 4"
				}
			},
			{
				"box": {
					"id": "obj-140",
					"maxclass": "message",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						1000.0,
						1086.0,
						179.0,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "textcolor 0.62 0.66 0.7 1"
				}
			},
			{
				"box": {
					"id": "obj-141",
					"maxclass": "message",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						900.0,
						1108.0,
						185.6,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "textcolor 0.96 0.62 0.18 1"
				}
			},
			{
				"box": {
					"id": "obj-142",
					"maxclass": "message",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						900.0,
						1130.0,
						185.6,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "textcolor 0.96 0.62 0.18 1"
				}
			},
			{
				"box": {
					"id": "obj-143",
					"maxclass": "message",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						900.0,
						1152.0,
						185.6,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "textcolor 0.96 0.62 0.18 1"
				}
			},
			{
				"box": {
					"id": "obj-144",
					"maxclass": "message",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						900.0,
						1174.0,
						185.6,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "textcolor 0.96 0.62 0.18 1"
				}
			},
			{
				"box": {
					"id": "obj-145",
					"maxclass": "textbutton",
					"numinlets": 1,
					"numoutlets": 3,
					"patching_rect": [
						20.0,
						830.0,
						76.0,
						24.0
					],
					"outlettype": [
						"",
						"",
						""
					],
					"text": "A",
					"fontsize": 24.0,
					"fontface": 1,
					"rounded": 6.0,
					"bgcolor": [
						0.19,
						0.21,
						0.24,
						1.0
					],
					"textcolor": [
						0.62,
						0.66,
						0.7,
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
						424.0,
						337.0,
						70.0,
						76.0
					]
				}
			},
			{
				"box": {
					"id": "obj-146",
					"maxclass": "textbutton",
					"numinlets": 1,
					"numoutlets": 3,
					"patching_rect": [
						110.0,
						830.0,
						76.0,
						24.0
					],
					"outlettype": [
						"",
						"",
						""
					],
					"text": "STORE",
					"fontsize": 12.0,
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
						424.0,
						417.0,
						70.0,
						33.0
					]
				}
			},
			{
				"box": {
					"id": "obj-147",
					"maxclass": "message",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						20.0,
						862.0,
						132.8,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "/dx7/slot/recall 1"
				}
			},
			{
				"box": {
					"id": "obj-148",
					"maxclass": "message",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						20.0,
						888.0,
						126.19999999999999,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "/dx7/slot/store 1"
				}
			},
			{
				"box": {
					"id": "obj-149",
					"maxclass": "textbutton",
					"numinlets": 1,
					"numoutlets": 3,
					"patching_rect": [
						210.0,
						830.0,
						76.0,
						24.0
					],
					"outlettype": [
						"",
						"",
						""
					],
					"text": "B",
					"fontsize": 24.0,
					"fontface": 1,
					"rounded": 6.0,
					"bgcolor": [
						0.19,
						0.21,
						0.24,
						1.0
					],
					"textcolor": [
						0.62,
						0.66,
						0.7,
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
						678.0,
						337.0,
						70.0,
						76.0
					]
				}
			},
			{
				"box": {
					"id": "obj-150",
					"maxclass": "textbutton",
					"numinlets": 1,
					"numoutlets": 3,
					"patching_rect": [
						300.0,
						830.0,
						76.0,
						24.0
					],
					"outlettype": [
						"",
						"",
						""
					],
					"text": "STORE",
					"fontsize": 12.0,
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
						678.0,
						417.0,
						70.0,
						33.0
					]
				}
			},
			{
				"box": {
					"id": "obj-151",
					"maxclass": "message",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						210.0,
						862.0,
						132.8,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "/dx7/slot/recall 2"
				}
			},
			{
				"box": {
					"id": "obj-152",
					"maxclass": "message",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						210.0,
						888.0,
						126.19999999999999,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "/dx7/slot/store 2"
				}
			},
			{
				"box": {
					"id": "obj-153",
					"maxclass": "textbutton",
					"numinlets": 1,
					"numoutlets": 3,
					"patching_rect": [
						400.0,
						864.0,
						76.0,
						24.0
					],
					"outlettype": [
						"",
						"",
						""
					],
					"text": "C",
					"fontsize": 24.0,
					"fontface": 1,
					"rounded": 6.0,
					"bgcolor": [
						0.19,
						0.21,
						0.24,
						1.0
					],
					"textcolor": [
						0.62,
						0.66,
						0.7,
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
						424.0,
						214.0,
						70.0,
						76.0
					]
				}
			},
			{
				"box": {
					"id": "obj-154",
					"maxclass": "textbutton",
					"numinlets": 1,
					"numoutlets": 3,
					"patching_rect": [
						490.0,
						864.0,
						76.0,
						24.0
					],
					"outlettype": [
						"",
						"",
						""
					],
					"text": "STORE",
					"fontsize": 12.0,
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
						424.0,
						294.0,
						70.0,
						33.0
					]
				}
			},
			{
				"box": {
					"id": "obj-155",
					"maxclass": "message",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						400.0,
						888.0,
						132.8,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "/dx7/slot/recall 3"
				}
			},
			{
				"box": {
					"id": "obj-156",
					"maxclass": "message",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						400.0,
						910.0,
						126.19999999999999,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "/dx7/slot/store 3"
				}
			},
			{
				"box": {
					"id": "obj-157",
					"maxclass": "textbutton",
					"numinlets": 1,
					"numoutlets": 3,
					"patching_rect": [
						590.0,
						830.0,
						76.0,
						24.0
					],
					"outlettype": [
						"",
						"",
						""
					],
					"text": "D",
					"fontsize": 24.0,
					"fontface": 1,
					"rounded": 6.0,
					"bgcolor": [
						0.19,
						0.21,
						0.24,
						1.0
					],
					"textcolor": [
						0.62,
						0.66,
						0.7,
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
						678.0,
						214.0,
						70.0,
						76.0
					]
				}
			},
			{
				"box": {
					"id": "obj-158",
					"maxclass": "textbutton",
					"numinlets": 1,
					"numoutlets": 3,
					"patching_rect": [
						680.0,
						830.0,
						76.0,
						24.0
					],
					"outlettype": [
						"",
						"",
						""
					],
					"text": "STORE",
					"fontsize": 12.0,
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
						678.0,
						294.0,
						70.0,
						33.0
					]
				}
			},
			{
				"box": {
					"id": "obj-159",
					"maxclass": "message",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						590.0,
						862.0,
						132.8,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "/dx7/slot/recall 4"
				}
			},
			{
				"box": {
					"id": "obj-160",
					"maxclass": "message",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						590.0,
						888.0,
						126.19999999999999,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "/dx7/slot/store 4"
				}
			},
			{
				"box": {
					"id": "obj-161",
					"maxclass": "pictslider",
					"numinlets": 2,
					"numoutlets": 2,
					"patching_rect": [
						900.0,
						746.0,
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
					"varname": "morph",
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
						502.0,
						214.0,
						168.0,
						236.0
					]
				}
			},
			{
				"box": {
					"id": "obj-162",
					"maxclass": "newobj",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						900.0,
						862.0,
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
					"id": "obj-163",
					"maxclass": "newobj",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						900.0,
						830.0,
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
					"id": "obj-164",
					"maxclass": "newobj",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						970.0,
						830.0,
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
					"id": "obj-165",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 2,
					"patching_rect": [
						1000.0,
						852.0,
						80.0,
						22.0
					],
					"outlettype": [
						"",
						""
					],
					"text": "unpack f f"
				}
			},
			{
				"box": {
					"id": "obj-166",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						1000.0,
						920.0,
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
					"id": "obj-167",
					"maxclass": "newobj",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						1000.0,
						890.0,
						66.8,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "pack 0 0"
				}
			},
			{
				"box": {
					"id": "obj-168",
					"maxclass": "newobj",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						1000.0,
						1196.0,
						60.199999999999996,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "* 1000."
				}
			},
			{
				"box": {
					"id": "obj-169",
					"maxclass": "newobj",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						1070.0,
						874.0,
						60.199999999999996,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "* 1000."
				}
			},
			{
				"box": {
					"id": "obj-170",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						900.0,
						1218.0,
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
					"id": "obj-171",
					"maxclass": "comment",
					"numinlets": 1,
					"numoutlets": 0,
					"patching_rect": [
						20.0,
						920.0,
						50.0,
						23.55
					],
					"outlettype": [],
					"text": "LOCK",
					"linecount": 1,
					"textcolor": [
						0.62,
						0.66,
						0.7,
						1.0
					],
					"presentation": 1,
					"presentation_rect": [
						12.0,
						471.0,
						50.0,
						20.0
					],
					"fontface": 1,
					"fontsize": 13.0
				}
			},
			{
				"box": {
					"id": "obj-172",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 2,
					"patching_rect": [
						20.0,
						944.0,
						47.0,
						22.0
					],
					"outlettype": [
						"",
						""
					],
					"text": "t l b"
				}
			},
			{
				"box": {
					"id": "obj-173",
					"maxclass": "newobj",
					"numinlets": 2,
					"numoutlets": 2,
					"patching_rect": [
						20.0,
						966.0,
						80.0,
						22.0
					],
					"outlettype": [
						"",
						""
					],
					"text": "route bang"
				}
			},
			{
				"box": {
					"id": "obj-174",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						20.0,
						988.0,
						40.4,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "iter"
				}
			},
			{
				"box": {
					"id": "obj-175",
					"maxclass": "newobj",
					"numinlets": 13,
					"numoutlets": 13,
					"patching_rect": [
						80.0,
						932.0,
						495.79999999999995,
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
						"",
						"",
						"",
						"",
						""
					],
					"text": "route algorithm envelopes levels ratios pitch lfo op1 op2 op3 op4 op5 op6"
				}
			},
			{
				"box": {
					"id": "obj-176",
					"maxclass": "message",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						100.0,
						910.0,
						47.0,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "set 0"
				}
			},
			{
				"box": {
					"id": "obj-177",
					"maxclass": "textbutton",
					"numinlets": 1,
					"numoutlets": 3,
					"patching_rect": [
						80.0,
						988.0,
						76.0,
						24.0
					],
					"outlettype": [
						"",
						"",
						""
					],
					"text": "ALG",
					"fontsize": 12.0,
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
					"mode": 1,
					"parameter_enable": 0,
					"texton": "ALG",
					"bgoncolor": [
						0.96,
						0.62,
						0.18,
						1.0
					],
					"textoncolor": [
						0.11,
						0.12,
						0.14,
						1.0
					],
					"bgoveroncolor": [
						0.96,
						0.62,
						0.18,
						1.0
					],
					"textoveroncolor": [
						0.11,
						0.12,
						0.14,
						1.0
					],
					"usebgoncolor": 1,
					"varname": "lock algorithm",
					"presentation": 1,
					"presentation_rect": [
						68.0,
						464.0,
						53.0,
						34.0
					]
				}
			},
			{
				"box": {
					"id": "obj-178",
					"maxclass": "newobj",
					"numinlets": 3,
					"numoutlets": 3,
					"patching_rect": [
						80.0,
						1012.0,
						60.199999999999996,
						22.0
					],
					"outlettype": [
						"",
						"",
						""
					],
					"text": "sel 1 0"
				}
			},
			{
				"box": {
					"id": "obj-179",
					"maxclass": "message",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						80.0,
						1034.0,
						47.0,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "set 1"
				}
			},
			{
				"box": {
					"id": "obj-180",
					"maxclass": "message",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						80.0,
						1056.0,
						139.39999999999998,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "/dx7/lock algorithm"
				}
			},
			{
				"box": {
					"id": "obj-181",
					"maxclass": "message",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						80.0,
						1126.0,
						152.6,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "/dx7/unlock algorithm"
				}
			},
			{
				"box": {
					"id": "obj-182",
					"maxclass": "textbutton",
					"numinlets": 1,
					"numoutlets": 3,
					"patching_rect": [
						168.0,
						954.0,
						76.0,
						24.0
					],
					"outlettype": [
						"",
						"",
						""
					],
					"text": "ENV",
					"fontsize": 12.0,
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
					"mode": 1,
					"parameter_enable": 0,
					"texton": "ENV",
					"bgoncolor": [
						0.96,
						0.62,
						0.18,
						1.0
					],
					"textoncolor": [
						0.11,
						0.12,
						0.14,
						1.0
					],
					"bgoveroncolor": [
						0.96,
						0.62,
						0.18,
						1.0
					],
					"textoveroncolor": [
						0.11,
						0.12,
						0.14,
						1.0
					],
					"usebgoncolor": 1,
					"varname": "lock envelopes",
					"presentation": 1,
					"presentation_rect": [
						125.0,
						464.0,
						53.0,
						34.0
					]
				}
			},
			{
				"box": {
					"id": "obj-183",
					"maxclass": "newobj",
					"numinlets": 3,
					"numoutlets": 3,
					"patching_rect": [
						168.0,
						978.0,
						60.199999999999996,
						22.0
					],
					"outlettype": [
						"",
						"",
						""
					],
					"text": "sel 1 0"
				}
			},
			{
				"box": {
					"id": "obj-184",
					"maxclass": "message",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						168.0,
						1000.0,
						47.0,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "set 1"
				}
			},
			{
				"box": {
					"id": "obj-185",
					"maxclass": "message",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						168.0,
						1024.0,
						139.39999999999998,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "/dx7/lock envelopes"
				}
			},
			{
				"box": {
					"id": "obj-186",
					"maxclass": "message",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						168.0,
						1078.0,
						152.6,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "/dx7/unlock envelopes"
				}
			},
			{
				"box": {
					"id": "obj-187",
					"maxclass": "textbutton",
					"numinlets": 1,
					"numoutlets": 3,
					"patching_rect": [
						256.0,
						954.0,
						76.0,
						24.0
					],
					"outlettype": [
						"",
						"",
						""
					],
					"text": "LEVEL",
					"fontsize": 12.0,
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
					"mode": 1,
					"parameter_enable": 0,
					"texton": "LEVEL",
					"bgoncolor": [
						0.96,
						0.62,
						0.18,
						1.0
					],
					"textoncolor": [
						0.11,
						0.12,
						0.14,
						1.0
					],
					"bgoveroncolor": [
						0.96,
						0.62,
						0.18,
						1.0
					],
					"textoveroncolor": [
						0.11,
						0.12,
						0.14,
						1.0
					],
					"usebgoncolor": 1,
					"varname": "lock levels",
					"presentation": 1,
					"presentation_rect": [
						182.0,
						464.0,
						53.0,
						34.0
					]
				}
			},
			{
				"box": {
					"id": "obj-188",
					"maxclass": "newobj",
					"numinlets": 3,
					"numoutlets": 3,
					"patching_rect": [
						256.0,
						978.0,
						60.199999999999996,
						22.0
					],
					"outlettype": [
						"",
						"",
						""
					],
					"text": "sel 1 0"
				}
			},
			{
				"box": {
					"id": "obj-189",
					"maxclass": "message",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						256.0,
						1000.0,
						47.0,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "set 1"
				}
			},
			{
				"box": {
					"id": "obj-190",
					"maxclass": "message",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						256.0,
						1046.0,
						119.6,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "/dx7/lock levels"
				}
			},
			{
				"box": {
					"id": "obj-191",
					"maxclass": "message",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						256.0,
						1100.0,
						132.8,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "/dx7/unlock levels"
				}
			},
			{
				"box": {
					"id": "obj-192",
					"maxclass": "textbutton",
					"numinlets": 1,
					"numoutlets": 3,
					"patching_rect": [
						344.0,
						954.0,
						76.0,
						24.0
					],
					"outlettype": [
						"",
						"",
						""
					],
					"text": "RATIO",
					"fontsize": 12.0,
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
					"mode": 1,
					"parameter_enable": 0,
					"texton": "RATIO",
					"bgoncolor": [
						0.96,
						0.62,
						0.18,
						1.0
					],
					"textoncolor": [
						0.11,
						0.12,
						0.14,
						1.0
					],
					"bgoveroncolor": [
						0.96,
						0.62,
						0.18,
						1.0
					],
					"textoveroncolor": [
						0.11,
						0.12,
						0.14,
						1.0
					],
					"usebgoncolor": 1,
					"varname": "lock ratios",
					"presentation": 1,
					"presentation_rect": [
						239.0,
						464.0,
						53.0,
						34.0
					]
				}
			},
			{
				"box": {
					"id": "obj-193",
					"maxclass": "newobj",
					"numinlets": 3,
					"numoutlets": 3,
					"patching_rect": [
						344.0,
						978.0,
						60.199999999999996,
						22.0
					],
					"outlettype": [
						"",
						"",
						""
					],
					"text": "sel 1 0"
				}
			},
			{
				"box": {
					"id": "obj-194",
					"maxclass": "message",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						344.0,
						1000.0,
						47.0,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "set 1"
				}
			},
			{
				"box": {
					"id": "obj-195",
					"maxclass": "message",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						344.0,
						1024.0,
						119.6,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "/dx7/lock ratios"
				}
			},
			{
				"box": {
					"id": "obj-196",
					"maxclass": "message",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						344.0,
						1068.0,
						132.8,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "/dx7/unlock ratios"
				}
			},
			{
				"box": {
					"id": "obj-197",
					"maxclass": "textbutton",
					"numinlets": 1,
					"numoutlets": 3,
					"patching_rect": [
						432.0,
						954.0,
						76.0,
						24.0
					],
					"outlettype": [
						"",
						"",
						""
					],
					"text": "PITCH",
					"fontsize": 12.0,
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
					"mode": 1,
					"parameter_enable": 0,
					"texton": "PITCH",
					"bgoncolor": [
						0.96,
						0.62,
						0.18,
						1.0
					],
					"textoncolor": [
						0.11,
						0.12,
						0.14,
						1.0
					],
					"bgoveroncolor": [
						0.96,
						0.62,
						0.18,
						1.0
					],
					"textoveroncolor": [
						0.11,
						0.12,
						0.14,
						1.0
					],
					"usebgoncolor": 1,
					"varname": "lock pitch",
					"presentation": 1,
					"presentation_rect": [
						296.0,
						464.0,
						53.0,
						34.0
					]
				}
			},
			{
				"box": {
					"id": "obj-198",
					"maxclass": "newobj",
					"numinlets": 3,
					"numoutlets": 3,
					"patching_rect": [
						432.0,
						978.0,
						60.199999999999996,
						22.0
					],
					"outlettype": [
						"",
						"",
						""
					],
					"text": "sel 1 0"
				}
			},
			{
				"box": {
					"id": "obj-199",
					"maxclass": "message",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						432.0,
						1000.0,
						47.0,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "set 1"
				}
			},
			{
				"box": {
					"id": "obj-200",
					"maxclass": "message",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						432.0,
						1046.0,
						113.0,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "/dx7/lock pitch"
				}
			},
			{
				"box": {
					"id": "obj-201",
					"maxclass": "message",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						432.0,
						1090.0,
						126.19999999999999,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "/dx7/unlock pitch"
				}
			},
			{
				"box": {
					"id": "obj-202",
					"maxclass": "textbutton",
					"numinlets": 1,
					"numoutlets": 3,
					"patching_rect": [
						520.0,
						954.0,
						76.0,
						24.0
					],
					"outlettype": [
						"",
						"",
						""
					],
					"text": "LFO",
					"fontsize": 12.0,
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
					"mode": 1,
					"parameter_enable": 0,
					"texton": "LFO",
					"bgoncolor": [
						0.96,
						0.62,
						0.18,
						1.0
					],
					"textoncolor": [
						0.11,
						0.12,
						0.14,
						1.0
					],
					"bgoveroncolor": [
						0.96,
						0.62,
						0.18,
						1.0
					],
					"textoveroncolor": [
						0.11,
						0.12,
						0.14,
						1.0
					],
					"usebgoncolor": 1,
					"varname": "lock lfo",
					"presentation": 1,
					"presentation_rect": [
						353.0,
						464.0,
						53.0,
						34.0
					]
				}
			},
			{
				"box": {
					"id": "obj-203",
					"maxclass": "newobj",
					"numinlets": 3,
					"numoutlets": 3,
					"patching_rect": [
						520.0,
						978.0,
						60.199999999999996,
						22.0
					],
					"outlettype": [
						"",
						"",
						""
					],
					"text": "sel 1 0"
				}
			},
			{
				"box": {
					"id": "obj-204",
					"maxclass": "message",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						520.0,
						1000.0,
						47.0,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "set 1"
				}
			},
			{
				"box": {
					"id": "obj-205",
					"maxclass": "message",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						520.0,
						1024.0,
						99.8,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "/dx7/lock lfo"
				}
			},
			{
				"box": {
					"id": "obj-206",
					"maxclass": "message",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						520.0,
						1068.0,
						113.0,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "/dx7/unlock lfo"
				}
			},
			{
				"box": {
					"id": "obj-207",
					"maxclass": "textbutton",
					"numinlets": 1,
					"numoutlets": 3,
					"patching_rect": [
						608.0,
						920.0,
						76.0,
						24.0
					],
					"outlettype": [
						"",
						"",
						""
					],
					"text": "OP1",
					"fontsize": 12.0,
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
					"mode": 1,
					"parameter_enable": 0,
					"texton": "OP1",
					"bgoncolor": [
						0.96,
						0.62,
						0.18,
						1.0
					],
					"textoncolor": [
						0.11,
						0.12,
						0.14,
						1.0
					],
					"bgoveroncolor": [
						0.96,
						0.62,
						0.18,
						1.0
					],
					"textoveroncolor": [
						0.11,
						0.12,
						0.14,
						1.0
					],
					"usebgoncolor": 1,
					"varname": "lock op1",
					"presentation": 1,
					"presentation_rect": [
						410.0,
						464.0,
						53.0,
						34.0
					]
				}
			},
			{
				"box": {
					"id": "obj-208",
					"maxclass": "newobj",
					"numinlets": 3,
					"numoutlets": 3,
					"patching_rect": [
						608.0,
						948.0,
						60.199999999999996,
						22.0
					],
					"outlettype": [
						"",
						"",
						""
					],
					"text": "sel 1 0"
				}
			},
			{
				"box": {
					"id": "obj-209",
					"maxclass": "message",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						608.0,
						970.0,
						47.0,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "set 1"
				}
			},
			{
				"box": {
					"id": "obj-210",
					"maxclass": "message",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						608.0,
						992.0,
						99.8,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "/dx7/lock op1"
				}
			},
			{
				"box": {
					"id": "obj-211",
					"maxclass": "message",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						608.0,
						1046.0,
						113.0,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "/dx7/unlock op1"
				}
			},
			{
				"box": {
					"id": "obj-212",
					"maxclass": "textbutton",
					"numinlets": 1,
					"numoutlets": 3,
					"patching_rect": [
						696.0,
						920.0,
						76.0,
						24.0
					],
					"outlettype": [
						"",
						"",
						""
					],
					"text": "OP2",
					"fontsize": 12.0,
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
					"mode": 1,
					"parameter_enable": 0,
					"texton": "OP2",
					"bgoncolor": [
						0.96,
						0.62,
						0.18,
						1.0
					],
					"textoncolor": [
						0.11,
						0.12,
						0.14,
						1.0
					],
					"bgoveroncolor": [
						0.96,
						0.62,
						0.18,
						1.0
					],
					"textoveroncolor": [
						0.11,
						0.12,
						0.14,
						1.0
					],
					"usebgoncolor": 1,
					"varname": "lock op2",
					"presentation": 1,
					"presentation_rect": [
						467.0,
						464.0,
						53.0,
						34.0
					]
				}
			},
			{
				"box": {
					"id": "obj-213",
					"maxclass": "newobj",
					"numinlets": 3,
					"numoutlets": 3,
					"patching_rect": [
						696.0,
						948.0,
						60.199999999999996,
						22.0
					],
					"outlettype": [
						"",
						"",
						""
					],
					"text": "sel 1 0"
				}
			},
			{
				"box": {
					"id": "obj-214",
					"maxclass": "message",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						696.0,
						970.0,
						47.0,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "set 1"
				}
			},
			{
				"box": {
					"id": "obj-215",
					"maxclass": "message",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						696.0,
						1024.0,
						99.8,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "/dx7/lock op2"
				}
			},
			{
				"box": {
					"id": "obj-216",
					"maxclass": "message",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						696.0,
						1068.0,
						113.0,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "/dx7/unlock op2"
				}
			},
			{
				"box": {
					"id": "obj-217",
					"maxclass": "textbutton",
					"numinlets": 1,
					"numoutlets": 3,
					"patching_rect": [
						784.0,
						920.0,
						76.0,
						24.0
					],
					"outlettype": [
						"",
						"",
						""
					],
					"text": "OP3",
					"fontsize": 12.0,
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
					"mode": 1,
					"parameter_enable": 0,
					"texton": "OP3",
					"bgoncolor": [
						0.96,
						0.62,
						0.18,
						1.0
					],
					"textoncolor": [
						0.11,
						0.12,
						0.14,
						1.0
					],
					"bgoveroncolor": [
						0.96,
						0.62,
						0.18,
						1.0
					],
					"textoveroncolor": [
						0.11,
						0.12,
						0.14,
						1.0
					],
					"usebgoncolor": 1,
					"varname": "lock op3",
					"presentation": 1,
					"presentation_rect": [
						524.0,
						464.0,
						53.0,
						34.0
					]
				}
			},
			{
				"box": {
					"id": "obj-218",
					"maxclass": "newobj",
					"numinlets": 3,
					"numoutlets": 3,
					"patching_rect": [
						784.0,
						948.0,
						60.199999999999996,
						22.0
					],
					"outlettype": [
						"",
						"",
						""
					],
					"text": "sel 1 0"
				}
			},
			{
				"box": {
					"id": "obj-219",
					"maxclass": "message",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						784.0,
						970.0,
						47.0,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "set 1"
				}
			},
			{
				"box": {
					"id": "obj-220",
					"maxclass": "message",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						784.0,
						992.0,
						99.8,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "/dx7/lock op3"
				}
			},
			{
				"box": {
					"id": "obj-221",
					"maxclass": "message",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						784.0,
						1046.0,
						113.0,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "/dx7/unlock op3"
				}
			},
			{
				"box": {
					"id": "obj-222",
					"maxclass": "textbutton",
					"numinlets": 1,
					"numoutlets": 3,
					"patching_rect": [
						872.0,
						920.0,
						76.0,
						24.0
					],
					"outlettype": [
						"",
						"",
						""
					],
					"text": "OP4",
					"fontsize": 12.0,
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
					"mode": 1,
					"parameter_enable": 0,
					"texton": "OP4",
					"bgoncolor": [
						0.96,
						0.62,
						0.18,
						1.0
					],
					"textoncolor": [
						0.11,
						0.12,
						0.14,
						1.0
					],
					"bgoveroncolor": [
						0.96,
						0.62,
						0.18,
						1.0
					],
					"textoveroncolor": [
						0.11,
						0.12,
						0.14,
						1.0
					],
					"usebgoncolor": 1,
					"varname": "lock op4",
					"presentation": 1,
					"presentation_rect": [
						581.0,
						464.0,
						53.0,
						34.0
					]
				}
			},
			{
				"box": {
					"id": "obj-223",
					"maxclass": "newobj",
					"numinlets": 3,
					"numoutlets": 3,
					"patching_rect": [
						872.0,
						948.0,
						60.199999999999996,
						22.0
					],
					"outlettype": [
						"",
						"",
						""
					],
					"text": "sel 1 0"
				}
			},
			{
				"box": {
					"id": "obj-224",
					"maxclass": "message",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						872.0,
						970.0,
						47.0,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "set 1"
				}
			},
			{
				"box": {
					"id": "obj-225",
					"maxclass": "message",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						872.0,
						1024.0,
						99.8,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "/dx7/lock op4"
				}
			},
			{
				"box": {
					"id": "obj-226",
					"maxclass": "message",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						872.0,
						1068.0,
						113.0,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "/dx7/unlock op4"
				}
			},
			{
				"box": {
					"id": "obj-227",
					"maxclass": "textbutton",
					"numinlets": 1,
					"numoutlets": 3,
					"patching_rect": [
						960.0,
						942.0,
						76.0,
						24.0
					],
					"outlettype": [
						"",
						"",
						""
					],
					"text": "OP5",
					"fontsize": 12.0,
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
					"mode": 1,
					"parameter_enable": 0,
					"texton": "OP5",
					"bgoncolor": [
						0.96,
						0.62,
						0.18,
						1.0
					],
					"textoncolor": [
						0.11,
						0.12,
						0.14,
						1.0
					],
					"bgoveroncolor": [
						0.96,
						0.62,
						0.18,
						1.0
					],
					"textoveroncolor": [
						0.11,
						0.12,
						0.14,
						1.0
					],
					"usebgoncolor": 1,
					"varname": "lock op5",
					"presentation": 1,
					"presentation_rect": [
						638.0,
						464.0,
						53.0,
						34.0
					]
				}
			},
			{
				"box": {
					"id": "obj-228",
					"maxclass": "newobj",
					"numinlets": 3,
					"numoutlets": 3,
					"patching_rect": [
						960.0,
						966.0,
						60.199999999999996,
						22.0
					],
					"outlettype": [
						"",
						"",
						""
					],
					"text": "sel 1 0"
				}
			},
			{
				"box": {
					"id": "obj-229",
					"maxclass": "message",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						960.0,
						988.0,
						47.0,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "set 1"
				}
			},
			{
				"box": {
					"id": "obj-230",
					"maxclass": "message",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						960.0,
						1046.0,
						99.8,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "/dx7/lock op5"
				}
			},
			{
				"box": {
					"id": "obj-231",
					"maxclass": "message",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						960.0,
						1240.0,
						113.0,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "/dx7/unlock op5"
				}
			},
			{
				"box": {
					"id": "obj-232",
					"maxclass": "textbutton",
					"numinlets": 1,
					"numoutlets": 3,
					"patching_rect": [
						1048.0,
						1262.0,
						76.0,
						24.0
					],
					"outlettype": [
						"",
						"",
						""
					],
					"text": "OP6",
					"fontsize": 12.0,
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
					"mode": 1,
					"parameter_enable": 0,
					"texton": "OP6",
					"bgoncolor": [
						0.96,
						0.62,
						0.18,
						1.0
					],
					"textoncolor": [
						0.11,
						0.12,
						0.14,
						1.0
					],
					"bgoveroncolor": [
						0.96,
						0.62,
						0.18,
						1.0
					],
					"textoveroncolor": [
						0.11,
						0.12,
						0.14,
						1.0
					],
					"usebgoncolor": 1,
					"varname": "lock op6",
					"presentation": 1,
					"presentation_rect": [
						695.0,
						464.0,
						53.0,
						34.0
					]
				}
			},
			{
				"box": {
					"id": "obj-233",
					"maxclass": "newobj",
					"numinlets": 3,
					"numoutlets": 3,
					"patching_rect": [
						1048.0,
						1286.0,
						60.199999999999996,
						22.0
					],
					"outlettype": [
						"",
						"",
						""
					],
					"text": "sel 1 0"
				}
			},
			{
				"box": {
					"id": "obj-234",
					"maxclass": "message",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						1048.0,
						1308.0,
						47.0,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "set 1"
				}
			},
			{
				"box": {
					"id": "obj-235",
					"maxclass": "message",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						1048.0,
						1330.0,
						99.8,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "/dx7/lock op6"
				}
			},
			{
				"box": {
					"id": "obj-236",
					"maxclass": "message",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						1048.0,
						1352.0,
						113.0,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "/dx7/unlock op6"
				}
			},
			{
				"box": {
					"id": "obj-237",
					"maxclass": "textbutton",
					"numinlets": 1,
					"numoutlets": 3,
					"patching_rect": [
						400.0,
						1160.0,
						76.0,
						24.0
					],
					"outlettype": [
						"",
						"",
						""
					],
					"text": "LEVEL",
					"fontsize": 12.0,
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
					"mode": 1,
					"parameter_enable": 0,
					"texton": "LEVEL",
					"bgoncolor": [
						0.96,
						0.62,
						0.18,
						1.0
					],
					"textoncolor": [
						0.11,
						0.12,
						0.14,
						1.0
					],
					"bgoveroncolor": [
						0.96,
						0.62,
						0.18,
						1.0
					],
					"textoveroncolor": [
						0.11,
						0.12,
						0.14,
						1.0
					],
					"usebgoncolor": 1,
					"varname": "level",
					"presentation": 1,
					"presentation_rect": [
						424.0,
						508.0,
						68.0,
						34.0
					]
				}
			},
			{
				"box": {
					"id": "obj-238",
					"maxclass": "message",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						400.0,
						1130.0,
						47.0,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "set 0"
				}
			},
			{
				"box": {
					"id": "obj-239",
					"maxclass": "message",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						400.0,
						1336.0,
						106.39999999999999,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "/dx7/level off"
				}
			},
			{
				"box": {
					"id": "obj-240",
					"maxclass": "newobj",
					"numinlets": 3,
					"numoutlets": 3,
					"patching_rect": [
						400.0,
						1184.0,
						99.8,
						22.0
					],
					"outlettype": [
						"",
						"",
						""
					],
					"text": "sel off match"
				}
			},
			{
				"box": {
					"id": "obj-241",
					"maxclass": "newobj",
					"numinlets": 3,
					"numoutlets": 3,
					"patching_rect": [
						400.0,
						1358.0,
						60.199999999999996,
						22.0
					],
					"outlettype": [
						"",
						"",
						""
					],
					"text": "sel 0 1"
				}
			},
			{
				"box": {
					"id": "obj-242",
					"maxclass": "message",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						510.0,
						1130.0,
						47.0,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "set 1"
				}
			},
			{
				"box": {
					"id": "obj-243",
					"maxclass": "message",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						510.0,
						1336.0,
						119.6,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "/dx7/level match"
				}
			},
			{
				"box": {
					"id": "obj-244",
					"maxclass": "textbutton",
					"numinlets": 1,
					"numoutlets": 3,
					"patching_rect": [
						650.0,
						1160.0,
						76.0,
						24.0
					],
					"outlettype": [
						"",
						"",
						""
					],
					"text": "KEY",
					"fontsize": 12.0,
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
					"mode": 1,
					"parameter_enable": 0,
					"texton": "KEY",
					"bgoncolor": [
						0.96,
						0.62,
						0.18,
						1.0
					],
					"textoncolor": [
						0.11,
						0.12,
						0.14,
						1.0
					],
					"bgoveroncolor": [
						0.96,
						0.62,
						0.18,
						1.0
					],
					"textoveroncolor": [
						0.11,
						0.12,
						0.14,
						1.0
					],
					"usebgoncolor": 1,
					"varname": "key",
					"presentation": 1,
					"presentation_rect": [
						498.0,
						508.0,
						52.0,
						34.0
					]
				}
			},
			{
				"box": {
					"id": "obj-245",
					"maxclass": "message",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						650.0,
						1130.0,
						47.0,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "set 0"
				}
			},
			{
				"box": {
					"id": "obj-246",
					"maxclass": "message",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						650.0,
						1336.0,
						99.8,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "/dx7/key free"
				}
			},
			{
				"box": {
					"id": "obj-247",
					"maxclass": "newobj",
					"numinlets": 3,
					"numoutlets": 3,
					"patching_rect": [
						650.0,
						1104.0,
						99.8,
						22.0
					],
					"outlettype": [
						"",
						"",
						""
					],
					"text": "sel free keep"
				}
			},
			{
				"box": {
					"id": "obj-248",
					"maxclass": "newobj",
					"numinlets": 3,
					"numoutlets": 3,
					"patching_rect": [
						650.0,
						1358.0,
						60.199999999999996,
						22.0
					],
					"outlettype": [
						"",
						"",
						""
					],
					"text": "sel 0 1"
				}
			},
			{
				"box": {
					"id": "obj-249",
					"maxclass": "message",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						760.0,
						1130.0,
						47.0,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "set 1"
				}
			},
			{
				"box": {
					"id": "obj-250",
					"maxclass": "message",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						760.0,
						1220.0,
						99.8,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "/dx7/key keep"
				}
			},
			{
				"box": {
					"id": "obj-251",
					"maxclass": "textbutton",
					"numinlets": 1,
					"numoutlets": 3,
					"patching_rect": [
						900.0,
						1262.0,
						76.0,
						24.0
					],
					"outlettype": [
						"",
						"",
						""
					],
					"text": "SMOOTH",
					"fontsize": 12.0,
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
					"mode": 1,
					"parameter_enable": 0,
					"texton": "SMOOTH",
					"bgoncolor": [
						0.96,
						0.62,
						0.18,
						1.0
					],
					"textoncolor": [
						0.11,
						0.12,
						0.14,
						1.0
					],
					"bgoveroncolor": [
						0.96,
						0.62,
						0.18,
						1.0
					],
					"textoveroncolor": [
						0.11,
						0.12,
						0.14,
						1.0
					],
					"usebgoncolor": 1,
					"varname": "smooth",
					"presentation": 1,
					"presentation_rect": [
						556.0,
						508.0,
						76.0,
						34.0
					]
				}
			},
			{
				"box": {
					"id": "obj-252",
					"maxclass": "message",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						900.0,
						1196.0,
						47.0,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "set 0"
				}
			},
			{
				"box": {
					"id": "obj-253",
					"maxclass": "message",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						900.0,
						1286.0,
						99.8,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "/dx7/smooth 0"
				}
			},
			{
				"box": {
					"id": "obj-254",
					"maxclass": "newobj",
					"numinlets": 3,
					"numoutlets": 3,
					"patching_rect": [
						900.0,
						1308.0,
						60.199999999999996,
						22.0
					],
					"outlettype": [
						"",
						"",
						""
					],
					"text": "sel 0 1"
				}
			},
			{
				"box": {
					"id": "obj-255",
					"maxclass": "newobj",
					"numinlets": 3,
					"numoutlets": 3,
					"patching_rect": [
						900.0,
						1330.0,
						60.199999999999996,
						22.0
					],
					"outlettype": [
						"",
						"",
						""
					],
					"text": "sel 0 1"
				}
			},
			{
				"box": {
					"id": "obj-256",
					"maxclass": "message",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						1010.0,
						1374.0,
						47.0,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "set 1"
				}
			},
			{
				"box": {
					"id": "obj-257",
					"maxclass": "message",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						1010.0,
						1396.0,
						99.8,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "/dx7/smooth 1"
				}
			},
			{
				"box": {
					"id": "obj-258",
					"maxclass": "comment",
					"numinlets": 1,
					"numoutlets": 0,
					"patching_rect": [
						20.0,
						1382.0,
						79.0,
						20.85
					],
					"outlettype": [],
					"text": "TRANSPOSE",
					"linecount": 1,
					"textcolor": [
						0.62,
						0.66,
						0.7,
						1.0
					],
					"presentation": 1,
					"presentation_rect": [
						635.0,
						515.0,
						79.0,
						20.0
					],
					"fontface": 1,
					"fontsize": 11.0
				}
			},
			{
				"box": {
					"id": "obj-259",
					"maxclass": "live.numbox",
					"numinlets": 1,
					"numoutlets": 2,
					"patching_rect": [
						20.0,
						1312.0,
						44.0,
						18.0
					],
					"outlettype": [
						"",
						""
					],
					"fontsize": 13.0,
					"varname": "transpose",
					"parameter_enable": 1,
					"saved_attribute_attributes": {
						"valueof": {
							"parameter_longname": "transpose",
							"parameter_shortname": "transpose",
							"parameter_type": 1,
							"parameter_mmin": -24,
							"parameter_mmax": 24,
							"parameter_unitstyle": 0,
							"parameter_modmode": 0
						}
					},
					"presentation": 1,
					"presentation_rect": [
						714.0,
						513.0,
						36.0,
						24.0
					]
				}
			},
			{
				"box": {
					"id": "obj-260",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						20.0,
						1404.0,
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
					"id": "obj-261",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						20.0,
						1426.0,
						159.2,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend /dx7/transpose"
				}
			},
			{
				"box": {
					"id": "obj-262",
					"maxclass": "dropfile",
					"numinlets": 1,
					"numoutlets": 2,
					"patching_rect": [
						1060.0,
						746.0,
						100.0,
						40.0
					],
					"outlettype": [
						"",
						""
					],
					"border": 1.0,
					"bordercolor": [
						0.62,
						0.66,
						0.7,
						1.0
					],
					"rounded": 6.0,
					"presentation": 1,
					"presentation_rect": [
						12.0,
						508.0,
						150.0,
						34.0
					]
				}
			},
			{
				"box": {
					"id": "obj-263",
					"maxclass": "comment",
					"numinlets": 1,
					"numoutlets": 0,
					"patching_rect": [
						1060.0,
						786.0,
						138.0,
						23.55
					],
					"outlettype": [],
					"text": "DROP .SYX HERE",
					"linecount": 1,
					"textcolor": [
						0.62,
						0.66,
						0.7,
						1.0
					],
					"presentation": 1,
					"presentation_rect": [
						18.0,
						515.0,
						138.0,
						20.0
					],
					"fontface": 1,
					"textjustification": 1,
					"fontsize": 13.0
				}
			},
			{
				"box": {
					"id": "obj-264",
					"maxclass": "comment",
					"numinlets": 1,
					"numoutlets": 0,
					"patching_rect": [
						1060.0,
						810.0,
						54.0,
						23.55
					],
					"outlettype": [],
					"text": "VOICE",
					"linecount": 1,
					"textcolor": [
						0.62,
						0.66,
						0.7,
						1.0
					],
					"presentation": 1,
					"presentation_rect": [
						174.0,
						515.0,
						54.0,
						20.0
					],
					"fontface": 1,
					"fontsize": 13.0
				}
			},
			{
				"box": {
					"id": "obj-265",
					"maxclass": "live.numbox",
					"numinlets": 1,
					"numoutlets": 2,
					"patching_rect": [
						1060.0,
						834.0,
						44.0,
						18.0
					],
					"outlettype": [
						"",
						""
					],
					"fontsize": 14.0,
					"varname": "bank voice",
					"parameter_enable": 1,
					"saved_attribute_attributes": {
						"valueof": {
							"parameter_longname": "bank voice",
							"parameter_shortname": "voice",
							"parameter_type": 1,
							"parameter_mmin": 1,
							"parameter_mmax": 32,
							"parameter_unitstyle": 0,
							"parameter_modmode": 0
						}
					},
					"presentation": 1,
					"presentation_rect": [
						230.0,
						513.0,
						48.0,
						24.0
					]
				}
			},
			{
				"box": {
					"id": "obj-266",
					"maxclass": "newobj",
					"numinlets": 2,
					"numoutlets": 2,
					"patching_rect": [
						1060.0,
						1374.0,
						47.0,
						22.0
					],
					"outlettype": [
						"",
						""
					],
					"text": "p syx",
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
							820,
							520
						],
						"bglocked": 0,
						"openinpresentation": 0,
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
						"devicewidth": 0.0,
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
									"maxclass": "inlet",
									"numinlets": 0,
									"numoutlets": 1,
									"patching_rect": [
										20.0,
										20.0,
										30.0,
										30.0
									],
									"outlettype": [
										""
									],
									"comment": "path of a .syx file"
								}
							},
							{
								"box": {
									"id": "obj-2",
									"maxclass": "inlet",
									"numinlets": 0,
									"numoutlets": 1,
									"patching_rect": [
										620.0,
										20.0,
										30.0,
										30.0
									],
									"outlettype": [
										""
									],
									"comment": "voice of a bank, 1 to 32"
								}
							},
							{
								"box": {
									"id": "obj-3",
									"maxclass": "comment",
									"numinlets": 1,
									"numoutlets": 0,
									"patching_rect": [
										80.0,
										22.0,
										460.0,
										38.400000000000006
									],
									"outlettype": [],
									"text": "A DX7 dump begins with 240 67; its fourth byte tells a voice (0) from a bank of 32 (9). Another number, after a bank: another voice of it.",
									"linecount": 2,
									"fontsize": 12.0
								}
							},
							{
								"box": {
									"id": "obj-4",
									"maxclass": "newobj",
									"numinlets": 3,
									"numoutlets": 3,
									"patching_rect": [
										20.0,
										160.0,
										53.599999999999994,
										22.0
									],
									"outlettype": [
										"",
										"",
										""
									],
									"text": "filein"
								}
							},
							{
								"box": {
									"id": "obj-5",
									"maxclass": "newobj",
									"numinlets": 3,
									"numoutlets": 3,
									"patching_rect": [
										220.0,
										160.0,
										53.599999999999994,
										22.0
									],
									"outlettype": [
										"",
										"",
										""
									],
									"text": "filein"
								}
							},
							{
								"box": {
									"id": "obj-6",
									"maxclass": "newobj",
									"numinlets": 3,
									"numoutlets": 3,
									"patching_rect": [
										420.0,
										160.0,
										53.599999999999994,
										22.0
									],
									"outlettype": [
										"",
										"",
										""
									],
									"text": "filein"
								}
							},
							{
								"box": {
									"id": "obj-7",
									"maxclass": "newobj",
									"numinlets": 1,
									"numoutlets": 2,
									"patching_rect": [
										20.0,
										76.0,
										47.0,
										22.0
									],
									"outlettype": [
										"",
										""
									],
									"text": "t s b"
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
										108.0,
										93.19999999999999,
										22.0
									],
									"outlettype": [
										""
									],
									"text": "prepend read"
								}
							},
							{
								"box": {
									"id": "obj-9",
									"maxclass": "newobj",
									"numinlets": 2,
									"numoutlets": 1,
									"patching_rect": [
										560.0,
										190.0,
										66.8,
										22.0
									],
									"outlettype": [
										""
									],
									"text": "gate 1 0"
								}
							},
							{
								"box": {
									"id": "obj-10",
									"maxclass": "message",
									"numinlets": 2,
									"numoutlets": 1,
									"patching_rect": [
										480.0,
										108.0,
										36.0,
										22.0
									],
									"outlettype": [
										""
									],
									"text": "0"
								}
							},
							{
								"box": {
									"id": "obj-11",
									"maxclass": "newobj",
									"numinlets": 2,
									"numoutlets": 2,
									"patching_rect": [
										20.0,
										290.0,
										80.0,
										22.0
									],
									"outlettype": [
										"",
										""
									],
									"text": "zl group 3"
								}
							},
							{
								"box": {
									"id": "obj-12",
									"maxclass": "newobj",
									"numinlets": 1,
									"numoutlets": 4,
									"patching_rect": [
										80.0,
										190.0,
										73.4,
										22.0
									],
									"outlettype": [
										"",
										"",
										"",
										""
									],
									"text": "t b b b b"
								}
							},
							{
								"box": {
									"id": "obj-13",
									"maxclass": "message",
									"numinlets": 2,
									"numoutlets": 1,
									"patching_rect": [
										140.0,
										222.0,
										60.199999999999996,
										22.0
									],
									"outlettype": [
										""
									],
									"text": "zlclear"
								}
							},
							{
								"box": {
									"id": "obj-14",
									"maxclass": "message",
									"numinlets": 2,
									"numoutlets": 1,
									"patching_rect": [
										20.0,
										250.0,
										36.0,
										22.0
									],
									"outlettype": [
										""
									],
									"text": "3"
								}
							},
							{
								"box": {
									"id": "obj-15",
									"maxclass": "message",
									"numinlets": 2,
									"numoutlets": 1,
									"patching_rect": [
										60.0,
										250.0,
										36.0,
										22.0
									],
									"outlettype": [
										""
									],
									"text": "1"
								}
							},
							{
								"box": {
									"id": "obj-16",
									"maxclass": "message",
									"numinlets": 2,
									"numoutlets": 1,
									"patching_rect": [
										100.0,
										250.0,
										36.0,
										22.0
									],
									"outlettype": [
										""
									],
									"text": "0"
								}
							},
							{
								"box": {
									"id": "obj-17",
									"maxclass": "newobj",
									"numinlets": 3,
									"numoutlets": 3,
									"patching_rect": [
										20.0,
										380.0,
										60.199999999999996,
										22.0
									],
									"outlettype": [
										"",
										"",
										""
									],
									"text": "sel 0 9"
								}
							},
							{
								"box": {
									"id": "obj-18",
									"maxclass": "newobj",
									"numinlets": 2,
									"numoutlets": 2,
									"patching_rect": [
										20.0,
										350.0,
										66.8,
										22.0
									],
									"outlettype": [
										"",
										""
									],
									"text": "route 67"
								}
							},
							{
								"box": {
									"id": "obj-19",
									"maxclass": "newobj",
									"numinlets": 2,
									"numoutlets": 2,
									"patching_rect": [
										20.0,
										320.0,
										73.4,
										22.0
									],
									"outlettype": [
										"",
										""
									],
									"text": "route 240"
								}
							},
							{
								"box": {
									"id": "obj-20",
									"maxclass": "outlet",
									"numinlets": 1,
									"numoutlets": 0,
									"patching_rect": [
										220.0,
										470.0,
										30.0,
										30.0
									],
									"outlettype": [],
									"comment": "to the bridge"
								}
							},
							{
								"box": {
									"id": "obj-21",
									"maxclass": "outlet",
									"numinlets": 1,
									"numoutlets": 0,
									"patching_rect": [
										700.0,
										470.0,
										30.0,
										30.0
									],
									"outlettype": [],
									"comment": "neither"
								}
							},
							{
								"box": {
									"id": "obj-22",
									"maxclass": "newobj",
									"numinlets": 1,
									"numoutlets": 1,
									"patching_rect": [
										700.0,
										430.0,
										36.0,
										22.0
									],
									"outlettype": [
										""
									],
									"text": "t b"
								}
							},
							{
								"box": {
									"id": "obj-23",
									"maxclass": "newobj",
									"numinlets": 1,
									"numoutlets": 2,
									"patching_rect": [
										220.0,
										290.0,
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
									"id": "obj-24",
									"maxclass": "newobj",
									"numinlets": 2,
									"numoutlets": 3,
									"patching_rect": [
										220.0,
										320.0,
										73.4,
										22.0
									],
									"outlettype": [
										"",
										"",
										""
									],
									"text": "uzi 163 0"
								}
							},
							{
								"box": {
									"id": "obj-25",
									"maxclass": "newobj",
									"numinlets": 2,
									"numoutlets": 2,
									"patching_rect": [
										220.0,
										380.0,
										93.19999999999999,
										22.0
									],
									"outlettype": [
										"",
										""
									],
									"text": "zl group 163"
								}
							},
							{
								"box": {
									"id": "obj-26",
									"maxclass": "message",
									"numinlets": 2,
									"numoutlets": 1,
									"patching_rect": [
										300.0,
										350.0,
										60.199999999999996,
										22.0
									],
									"outlettype": [
										""
									],
									"text": "zlclear"
								}
							},
							{
								"box": {
									"id": "obj-27",
									"maxclass": "newobj",
									"numinlets": 1,
									"numoutlets": 1,
									"patching_rect": [
										220.0,
										412.0,
										172.39999999999998,
										22.0
									],
									"outlettype": [
										""
									],
									"text": "prepend /dx7/encode/ints"
								}
							},
							{
								"box": {
									"id": "obj-28",
									"maxclass": "newobj",
									"numinlets": 1,
									"numoutlets": 2,
									"patching_rect": [
										420.0,
										290.0,
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
									"id": "obj-29",
									"maxclass": "newobj",
									"numinlets": 2,
									"numoutlets": 3,
									"patching_rect": [
										420.0,
										320.0,
										73.4,
										22.0
									],
									"outlettype": [
										"",
										"",
										""
									],
									"text": "uzi 128 0"
								}
							},
							{
								"box": {
									"id": "obj-30",
									"maxclass": "newobj",
									"numinlets": 2,
									"numoutlets": 2,
									"patching_rect": [
										420.0,
										380.0,
										93.19999999999999,
										22.0
									],
									"outlettype": [
										"",
										""
									],
									"text": "zl group 128"
								}
							},
							{
								"box": {
									"id": "obj-31",
									"maxclass": "newobj",
									"numinlets": 1,
									"numoutlets": 2,
									"patching_rect": [
										480.0,
										260.0,
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
									"id": "obj-32",
									"maxclass": "message",
									"numinlets": 2,
									"numoutlets": 1,
									"patching_rect": [
										560.0,
										140.0,
										36.0,
										22.0
									],
									"outlettype": [
										""
									],
									"text": "1"
								}
							},
							{
								"box": {
									"id": "obj-33",
									"maxclass": "message",
									"numinlets": 2,
									"numoutlets": 1,
									"patching_rect": [
										500.0,
										350.0,
										60.199999999999996,
										22.0
									],
									"outlettype": [
										""
									],
									"text": "zlclear"
								}
							},
							{
								"box": {
									"id": "obj-34",
									"maxclass": "newobj",
									"numinlets": 1,
									"numoutlets": 1,
									"patching_rect": [
										420.0,
										412.0,
										172.39999999999998,
										22.0
									],
									"outlettype": [
										""
									],
									"text": "prepend /dx7/encode/ints"
								}
							},
							{
								"box": {
									"id": "obj-35",
									"maxclass": "newobj",
									"numinlets": 2,
									"numoutlets": 1,
									"patching_rect": [
										550.0,
										320.0,
										36.0,
										22.0
									],
									"outlettype": [
										""
									],
									"text": "+ 6"
								}
							},
							{
								"box": {
									"id": "obj-36",
									"maxclass": "newobj",
									"numinlets": 1,
									"numoutlets": 2,
									"patching_rect": [
										620.0,
										64.0,
										47.0,
										22.0
									],
									"outlettype": [
										"",
										""
									],
									"text": "t b i"
								}
							},
							{
								"box": {
									"id": "obj-37",
									"maxclass": "newobj",
									"numinlets": 1,
									"numoutlets": 1,
									"patching_rect": [
										620.0,
										108.0,
										132.8,
										22.0
									],
									"outlettype": [
										""
									],
									"text": "expr 6+128*($i1-1)"
								}
							}
						],
						"lines": [
							{
								"patchline": {
									"source": [
										"obj-1",
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
										"obj-4",
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
										"obj-5",
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
										"obj-6",
										0
									]
								}
							},
							{
								"patchline": {
									"source": [
										"obj-7",
										1
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
										"obj-9",
										0
									]
								}
							},
							{
								"patchline": {
									"source": [
										"obj-4",
										2
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
										3
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
										"obj-11",
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
										"obj-4",
										0
									]
								}
							},
							{
								"patchline": {
									"source": [
										"obj-12",
										1
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
										"obj-12",
										2
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
										"obj-4",
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
										"obj-17",
										0
									]
								}
							},
							{
								"patchline": {
									"source": [
										"obj-19",
										1
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
										"obj-21",
										0
									]
								}
							},
							{
								"patchline": {
									"source": [
										"obj-18",
										1
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
										"obj-17",
										2
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
										"obj-4",
										1
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
										"obj-5",
										1
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
										"obj-6",
										1
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
										"obj-17",
										0
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
										"obj-24",
										0
									]
								}
							},
							{
								"patchline": {
									"source": [
										"obj-23",
										1
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
										"obj-5",
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
										"obj-20",
										0
									]
								}
							},
							{
								"patchline": {
									"source": [
										"obj-24",
										2
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
										"obj-17",
										1
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
										"obj-31",
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
										"obj-31",
										1
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
										"obj-29",
										0
									]
								}
							},
							{
								"patchline": {
									"source": [
										"obj-28",
										1
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
										"obj-33",
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
										"obj-6",
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
										"obj-34",
										0
									]
								}
							},
							{
								"patchline": {
									"source": [
										"obj-34",
										0
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
										"obj-2",
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
										1
									],
									"destination": [
										"obj-37",
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
										"obj-35",
										1
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
										"obj-9",
										1
									]
								}
							},
							{
								"patchline": {
									"source": [
										"obj-29",
										2
									],
									"destination": [
										"obj-35",
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
										"obj-6",
										0
									]
								}
							}
						],
						"dependency_cache": [],
						"autosave": 0
					}
				}
			},
			{
				"box": {
					"id": "obj-267",
					"maxclass": "message",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						1060.0,
						1418.0,
						218.6,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "that is not a DX7 voice or bank"
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
						"obj-4",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-4",
						8
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
						"obj-4",
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
						"obj-3",
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
						"obj-11",
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
						"obj-8",
						1
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
						"obj-8",
						1
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
						"obj-11",
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
						"obj-9",
						1
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
						"obj-9",
						1
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-4",
						1
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
						"obj-3",
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
						"obj-14",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-4",
						1
					],
					"destination": [
						"obj-8",
						2
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
						"obj-8",
						2
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-7",
						1
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
						"obj-4",
						1
					],
					"destination": [
						"obj-9",
						2
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
						"obj-9",
						2
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-4",
						2
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
						"obj-3",
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
						"obj-17",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-4",
						2
					],
					"destination": [
						"obj-8",
						3
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
						"obj-8",
						3
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-7",
						2
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
						"obj-4",
						2
					],
					"destination": [
						"obj-9",
						3
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
						"obj-9",
						3
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-4",
						3
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
						"obj-3",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-6",
						3
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
						"obj-4",
						3
					],
					"destination": [
						"obj-8",
						4
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
						"obj-8",
						4
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-7",
						3
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
						"obj-4",
						3
					],
					"destination": [
						"obj-9",
						4
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
						"obj-9",
						4
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-4",
						4
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
						"obj-3",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-6",
						4
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
						"obj-4",
						4
					],
					"destination": [
						"obj-8",
						5
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
						"obj-8",
						5
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-7",
						4
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
						"obj-4",
						4
					],
					"destination": [
						"obj-9",
						5
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
						"obj-9",
						5
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
						"obj-3",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-6",
						5
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
						"obj-4",
						5
					],
					"destination": [
						"obj-8",
						6
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
						"obj-8",
						6
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-7",
						5
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
						"obj-4",
						5
					],
					"destination": [
						"obj-9",
						6
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
						"obj-9",
						6
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-4",
						6
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
						"obj-3",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-6",
						6
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
						"obj-4",
						6
					],
					"destination": [
						"obj-8",
						7
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
						"obj-8",
						7
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-7",
						6
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
						"obj-4",
						6
					],
					"destination": [
						"obj-9",
						7
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
						"obj-9",
						7
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-4",
						7
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
						"obj-31",
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
						"obj-33",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-33",
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
						"obj-6",
						7
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
						"obj-4",
						7
					],
					"destination": [
						"obj-8",
						8
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
						"obj-8",
						8
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-7",
						7
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
						"obj-4",
						7
					],
					"destination": [
						"obj-9",
						8
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
						"obj-9",
						8
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-34",
						0
					],
					"destination": [
						"obj-35",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-34",
						1
					],
					"destination": [
						"obj-35",
						1
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
						"obj-40",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-36",
						1
					],
					"destination": [
						"obj-37",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-36",
						2
					],
					"destination": [
						"obj-39",
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
						"obj-41",
						0
					],
					"destination": [
						"obj-40",
						1
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
						"obj-34",
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
						"obj-43",
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
						"obj-41",
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
						"obj-6",
						1
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
						"obj-6",
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
						"obj-8",
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
						"obj-41",
						1
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-37",
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
						"obj-7",
						1
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-53",
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
						"obj-7",
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
						"obj-9",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-5",
						10
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
						"obj-56",
						0
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
						1
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
						"obj-3",
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
						"obj-59",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-59",
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
						"obj-5",
						9
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
						"obj-62",
						0
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
						"obj-60",
						1
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
						"obj-65",
						0
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
						"obj-60",
						2
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
						"obj-68",
						0
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
						"obj-60",
						3
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
						"obj-71",
						0
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
						"obj-60",
						4
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
						"obj-74",
						0
					],
					"destination": [
						"obj-75",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-60",
						5
					],
					"destination": [
						"obj-76",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-76",
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
						"obj-77",
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
						"obj-60",
						6
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
						"obj-81",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-60",
						7
					],
					"destination": [
						"obj-82",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-82",
						0
					],
					"destination": [
						"obj-83",
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
						"obj-61",
						0
					],
					"destination": [
						"obj-85",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-85",
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
						"obj-85",
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
						"obj-64",
						0
					],
					"destination": [
						"obj-86",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-86",
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
						"obj-86",
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
						"obj-67",
						0
					],
					"destination": [
						"obj-87",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-87",
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
						"obj-87",
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
						"obj-70",
						0
					],
					"destination": [
						"obj-88",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-88",
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
						"obj-88",
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
						"obj-73",
						0
					],
					"destination": [
						"obj-89",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-89",
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
						"obj-89",
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
						"obj-76",
						0
					],
					"destination": [
						"obj-90",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-90",
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
						"obj-90",
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
						"obj-79",
						0
					],
					"destination": [
						"obj-91",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-91",
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
						"obj-91",
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
						"obj-82",
						0
					],
					"destination": [
						"obj-92",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-92",
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
						"obj-92",
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
						"obj-5",
						0
					],
					"destination": [
						"obj-94",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-94",
						0
					],
					"destination": [
						"obj-93",
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
						"obj-98",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-98",
						0
					],
					"destination": [
						"obj-96",
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
						"obj-99",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-99",
						0
					],
					"destination": [
						"obj-96",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-96",
						0
					],
					"destination": [
						"obj-97",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-97",
						0
					],
					"destination": [
						"obj-95",
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
						"obj-102",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-102",
						0
					],
					"destination": [
						"obj-104",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-104",
						0
					],
					"destination": [
						"obj-100",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-102",
						1
					],
					"destination": [
						"obj-103",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-103",
						0
					],
					"destination": [
						"obj-105",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-105",
						0
					],
					"destination": [
						"obj-100",
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
						"obj-107",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-107",
						3
					],
					"destination": [
						"obj-109",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-109",
						1
					],
					"destination": [
						"obj-111",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-111",
						0
					],
					"destination": [
						"obj-106",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-109",
						0
					],
					"destination": [
						"obj-108",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-108",
						0
					],
					"destination": [
						"obj-110",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-110",
						0
					],
					"destination": [
						"obj-106",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-112",
						0
					],
					"destination": [
						"obj-113",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-113",
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
						"obj-114",
						0
					],
					"destination": [
						"obj-115",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-115",
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
						"obj-116",
						0
					],
					"destination": [
						"obj-117",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-117",
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
						"obj-118",
						0
					],
					"destination": [
						"obj-119",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-119",
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
						"obj-120",
						0
					],
					"destination": [
						"obj-121",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-121",
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
						"obj-122",
						0
					],
					"destination": [
						"obj-123",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-123",
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
						"obj-125",
						0
					],
					"destination": [
						"obj-126",
						1
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-124",
						0
					],
					"destination": [
						"obj-126",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-126",
						0
					],
					"destination": [
						"obj-127",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-127",
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
						"obj-5",
						5
					],
					"destination": [
						"obj-129",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-129",
						0
					],
					"destination": [
						"obj-128",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-128",
						0
					],
					"destination": [
						"obj-130",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-130",
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
						"obj-5",
						6
					],
					"destination": [
						"obj-132",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-132",
						0
					],
					"destination": [
						"obj-131",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-131",
						0
					],
					"destination": [
						"obj-133",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-133",
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
						"obj-5",
						11
					],
					"destination": [
						"obj-135",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-135",
						0
					],
					"destination": [
						"obj-136",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-136",
						1
					],
					"destination": [
						"obj-137",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-137",
						0
					],
					"destination": [
						"obj-138",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-138",
						0
					],
					"destination": [
						"obj-139",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-135",
						1
					],
					"destination": [
						"obj-140",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-140",
						0
					],
					"destination": [
						"obj-145",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-139",
						0
					],
					"destination": [
						"obj-141",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-141",
						0
					],
					"destination": [
						"obj-145",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-145",
						0
					],
					"destination": [
						"obj-147",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-147",
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
						"obj-146",
						0
					],
					"destination": [
						"obj-148",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-148",
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
						"obj-140",
						0
					],
					"destination": [
						"obj-149",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-139",
						1
					],
					"destination": [
						"obj-142",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-142",
						0
					],
					"destination": [
						"obj-149",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-149",
						0
					],
					"destination": [
						"obj-151",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-151",
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
						"obj-150",
						0
					],
					"destination": [
						"obj-152",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-152",
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
						"obj-140",
						0
					],
					"destination": [
						"obj-153",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-139",
						2
					],
					"destination": [
						"obj-143",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-143",
						0
					],
					"destination": [
						"obj-153",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-153",
						0
					],
					"destination": [
						"obj-155",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-155",
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
						"obj-154",
						0
					],
					"destination": [
						"obj-156",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-156",
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
						"obj-140",
						0
					],
					"destination": [
						"obj-157",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-139",
						3
					],
					"destination": [
						"obj-144",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-144",
						0
					],
					"destination": [
						"obj-157",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-157",
						0
					],
					"destination": [
						"obj-159",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-159",
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
						"obj-158",
						0
					],
					"destination": [
						"obj-160",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-160",
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
						"obj-161",
						0
					],
					"destination": [
						"obj-163",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-163",
						0
					],
					"destination": [
						"obj-162",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-161",
						1
					],
					"destination": [
						"obj-164",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-164",
						0
					],
					"destination": [
						"obj-162",
						1
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
						"obj-165",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-165",
						0
					],
					"destination": [
						"obj-168",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-168",
						0
					],
					"destination": [
						"obj-167",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-165",
						1
					],
					"destination": [
						"obj-169",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-169",
						0
					],
					"destination": [
						"obj-167",
						1
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-167",
						0
					],
					"destination": [
						"obj-166",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-166",
						0
					],
					"destination": [
						"obj-161",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-162",
						0
					],
					"destination": [
						"obj-170",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-170",
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
						"obj-5",
						8
					],
					"destination": [
						"obj-172",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-172",
						0
					],
					"destination": [
						"obj-173",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-173",
						1
					],
					"destination": [
						"obj-174",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-174",
						0
					],
					"destination": [
						"obj-175",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-172",
						1
					],
					"destination": [
						"obj-176",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-177",
						0
					],
					"destination": [
						"obj-178",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-176",
						0
					],
					"destination": [
						"obj-177",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-175",
						0
					],
					"destination": [
						"obj-179",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-179",
						0
					],
					"destination": [
						"obj-177",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-178",
						0
					],
					"destination": [
						"obj-180",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-180",
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
						"obj-178",
						1
					],
					"destination": [
						"obj-181",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-181",
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
						"obj-182",
						0
					],
					"destination": [
						"obj-183",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-176",
						0
					],
					"destination": [
						"obj-182",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-175",
						1
					],
					"destination": [
						"obj-184",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-184",
						0
					],
					"destination": [
						"obj-182",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-183",
						0
					],
					"destination": [
						"obj-185",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-185",
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
						"obj-183",
						1
					],
					"destination": [
						"obj-186",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-186",
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
						"obj-187",
						0
					],
					"destination": [
						"obj-188",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-176",
						0
					],
					"destination": [
						"obj-187",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-175",
						2
					],
					"destination": [
						"obj-189",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-189",
						0
					],
					"destination": [
						"obj-187",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-188",
						0
					],
					"destination": [
						"obj-190",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-190",
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
						"obj-188",
						1
					],
					"destination": [
						"obj-191",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-191",
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
						"obj-192",
						0
					],
					"destination": [
						"obj-193",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-176",
						0
					],
					"destination": [
						"obj-192",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-175",
						3
					],
					"destination": [
						"obj-194",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-194",
						0
					],
					"destination": [
						"obj-192",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-193",
						0
					],
					"destination": [
						"obj-195",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-195",
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
						"obj-193",
						1
					],
					"destination": [
						"obj-196",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-196",
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
						"obj-197",
						0
					],
					"destination": [
						"obj-198",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-176",
						0
					],
					"destination": [
						"obj-197",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-175",
						4
					],
					"destination": [
						"obj-199",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-199",
						0
					],
					"destination": [
						"obj-197",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-198",
						0
					],
					"destination": [
						"obj-200",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-200",
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
						"obj-198",
						1
					],
					"destination": [
						"obj-201",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-201",
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
						"obj-202",
						0
					],
					"destination": [
						"obj-203",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-176",
						0
					],
					"destination": [
						"obj-202",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-175",
						5
					],
					"destination": [
						"obj-204",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-204",
						0
					],
					"destination": [
						"obj-202",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-203",
						0
					],
					"destination": [
						"obj-205",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-205",
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
						"obj-203",
						1
					],
					"destination": [
						"obj-206",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-206",
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
						"obj-207",
						0
					],
					"destination": [
						"obj-208",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-176",
						0
					],
					"destination": [
						"obj-207",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-175",
						6
					],
					"destination": [
						"obj-209",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-209",
						0
					],
					"destination": [
						"obj-207",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-208",
						0
					],
					"destination": [
						"obj-210",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-210",
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
						"obj-208",
						1
					],
					"destination": [
						"obj-211",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-211",
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
						"obj-212",
						0
					],
					"destination": [
						"obj-213",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-176",
						0
					],
					"destination": [
						"obj-212",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-175",
						7
					],
					"destination": [
						"obj-214",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-214",
						0
					],
					"destination": [
						"obj-212",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-213",
						0
					],
					"destination": [
						"obj-215",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-215",
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
						"obj-213",
						1
					],
					"destination": [
						"obj-216",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-216",
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
						"obj-217",
						0
					],
					"destination": [
						"obj-218",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-176",
						0
					],
					"destination": [
						"obj-217",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-175",
						8
					],
					"destination": [
						"obj-219",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-219",
						0
					],
					"destination": [
						"obj-217",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-218",
						0
					],
					"destination": [
						"obj-220",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-220",
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
						"obj-218",
						1
					],
					"destination": [
						"obj-221",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-221",
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
						"obj-222",
						0
					],
					"destination": [
						"obj-223",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-176",
						0
					],
					"destination": [
						"obj-222",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-175",
						9
					],
					"destination": [
						"obj-224",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-224",
						0
					],
					"destination": [
						"obj-222",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-223",
						0
					],
					"destination": [
						"obj-225",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-225",
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
						"obj-223",
						1
					],
					"destination": [
						"obj-226",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-226",
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
						"obj-227",
						0
					],
					"destination": [
						"obj-228",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-176",
						0
					],
					"destination": [
						"obj-227",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-175",
						10
					],
					"destination": [
						"obj-229",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-229",
						0
					],
					"destination": [
						"obj-227",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-228",
						0
					],
					"destination": [
						"obj-230",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-230",
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
						"obj-228",
						1
					],
					"destination": [
						"obj-231",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-231",
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
						"obj-232",
						0
					],
					"destination": [
						"obj-233",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-176",
						0
					],
					"destination": [
						"obj-232",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-175",
						11
					],
					"destination": [
						"obj-234",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-234",
						0
					],
					"destination": [
						"obj-232",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-233",
						0
					],
					"destination": [
						"obj-235",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-235",
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
						"obj-233",
						1
					],
					"destination": [
						"obj-236",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-236",
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
						"obj-5",
						12
					],
					"destination": [
						"obj-240",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-237",
						0
					],
					"destination": [
						"obj-241",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-240",
						0
					],
					"destination": [
						"obj-238",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-238",
						0
					],
					"destination": [
						"obj-237",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-241",
						0
					],
					"destination": [
						"obj-239",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-239",
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
						"obj-240",
						1
					],
					"destination": [
						"obj-242",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-242",
						0
					],
					"destination": [
						"obj-237",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-241",
						1
					],
					"destination": [
						"obj-243",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-243",
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
						"obj-5",
						13
					],
					"destination": [
						"obj-247",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-244",
						0
					],
					"destination": [
						"obj-248",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-247",
						0
					],
					"destination": [
						"obj-245",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-245",
						0
					],
					"destination": [
						"obj-244",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-248",
						0
					],
					"destination": [
						"obj-246",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-246",
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
						"obj-247",
						1
					],
					"destination": [
						"obj-249",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-249",
						0
					],
					"destination": [
						"obj-244",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-248",
						1
					],
					"destination": [
						"obj-250",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-250",
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
						"obj-5",
						14
					],
					"destination": [
						"obj-254",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-251",
						0
					],
					"destination": [
						"obj-255",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-254",
						0
					],
					"destination": [
						"obj-252",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-252",
						0
					],
					"destination": [
						"obj-251",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-255",
						0
					],
					"destination": [
						"obj-253",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-253",
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
						"obj-254",
						1
					],
					"destination": [
						"obj-256",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-256",
						0
					],
					"destination": [
						"obj-251",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-255",
						1
					],
					"destination": [
						"obj-257",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-257",
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
						"obj-5",
						15
					],
					"destination": [
						"obj-260",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-260",
						0
					],
					"destination": [
						"obj-259",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-259",
						0
					],
					"destination": [
						"obj-261",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-261",
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
						"obj-262",
						0
					],
					"destination": [
						"obj-266",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-265",
						0
					],
					"destination": [
						"obj-266",
						1
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-266",
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
						"obj-266",
						1
					],
					"destination": [
						"obj-267",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-267",
						0
					],
					"destination": [
						"obj-109",
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
		]
	}
}
