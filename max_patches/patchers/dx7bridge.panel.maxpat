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
			1080
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
						1030.0,
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
					"numinlets": 7,
					"numoutlets": 7,
					"patching_rect": [
						20.0,
						140.0,
						509.0,
						22.0
					],
					"outlettype": [
						"",
						"",
						"",
						"",
						"",
						"",
						""
					],
					"text": "route /dx7/name /dx7/params /dx7/param /dx7/pong /dx7/fail /dx7/temperature"
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
						66.0,
						84.0,
						78.0
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
						66.0,
						84.0,
						78.0
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
						66.0,
						84.0,
						78.0
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
						66.0,
						84.0,
						78.0
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
						66.0,
						84.0,
						78.0
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
						66.0,
						84.0,
						78.0
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
						66.0,
						84.0,
						78.0
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
						66.0,
						84.0,
						78.0
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
						182.0,
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
					"id": "obj-36",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						420.0,
						500.0,
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
					"id": "obj-37",
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
					"id": "obj-38",
					"maxclass": "newobj",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						480.0,
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
					"id": "obj-39",
					"maxclass": "comment",
					"numinlets": 1,
					"numoutlets": 0,
					"patching_rect": [
						700.0,
						560.0,
						18.0,
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
						68.0,
						156.0,
						18.0,
						20.0
					],
					"fontface": 1,
					"fontsize": 13.0
				}
			},
			{
				"box": {
					"id": "obj-40",
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
					"fontsize": 13.0,
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
						88.0,
						155.0,
						50.0,
						22.0
					]
				}
			},
			{
				"box": {
					"id": "obj-41",
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
					"id": "obj-42",
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
					"id": "obj-43",
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
					"id": "obj-44",
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
					"id": "obj-45",
					"maxclass": "comment",
					"numinlets": 1,
					"numoutlets": 0,
					"patching_rect": [
						760.0,
						560.0,
						18.0,
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
						146.0,
						156.0,
						18.0,
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
					"fontsize": 13.0,
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
						166.0,
						155.0,
						50.0,
						22.0
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
					"id": "obj-48",
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
					"id": "obj-49",
					"maxclass": "comment",
					"numinlets": 1,
					"numoutlets": 0,
					"patching_rect": [
						660.0,
						606.0,
						50.0,
						23.55
					],
					"outlettype": [],
					"text": "PAD",
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
						156.0,
						50.0,
						20.0
					],
					"fontface": 1,
					"fontsize": 13.0
				}
			},
			{
				"box": {
					"id": "obj-50",
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
					"id": "obj-51",
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
					"id": "obj-52",
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
					"id": "obj-53",
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
					"id": "obj-54",
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
					"id": "obj-55",
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
					"id": "obj-56",
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
					"id": "obj-57",
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
					"id": "obj-58",
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
					"id": "obj-59",
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
					"id": "obj-60",
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
					"id": "obj-61",
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
					"id": "obj-62",
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
					"id": "obj-63",
					"maxclass": "comment",
					"numinlets": 1,
					"numoutlets": 0,
					"patching_rect": [
						900.0,
						698.0,
						278.0,
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
						470.0,
						464.0,
						278.0,
						24.0
					],
					"fontsize": 13.0
				}
			},
			{
				"box": {
					"id": "obj-64",
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
					"id": "obj-65",
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
					"id": "obj-66",
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
					"text": "t b s"
				}
			},
			{
				"box": {
					"id": "obj-67",
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
					"id": "obj-68",
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
					"id": "obj-69",
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
						182.0,
						180.0,
						46.0
					]
				}
			},
			{
				"box": {
					"id": "obj-70",
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
					"id": "obj-71",
					"maxclass": "live.dial",
					"numinlets": 1,
					"numoutlets": 2,
					"patching_rect": [
						560.0,
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
						291.0,
						334.0,
						58.0,
						66.0
					]
				}
			},
			{
				"box": {
					"id": "obj-72",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						560.0,
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
					"id": "obj-73",
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
					"id": "obj-74",
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
						156.0,
						200.0,
						20.0
					],
					"fontface": 1,
					"fontsize": 13.0
				}
			},
			{
				"box": {
					"id": "obj-75",
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
						0.96,
						0.62,
						0.18,
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
						288.0,
						70.0,
						66.0
					]
				}
			},
			{
				"box": {
					"id": "obj-76",
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
						358.0,
						70.0,
						30.0
					]
				}
			},
			{
				"box": {
					"id": "obj-77",
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
					"id": "obj-78",
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
					"id": "obj-79",
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
						0.96,
						0.62,
						0.18,
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
						288.0,
						70.0,
						66.0
					]
				}
			},
			{
				"box": {
					"id": "obj-80",
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
						358.0,
						70.0,
						30.0
					]
				}
			},
			{
				"box": {
					"id": "obj-81",
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
					"id": "obj-82",
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
					"id": "obj-83",
					"maxclass": "textbutton",
					"numinlets": 1,
					"numoutlets": 3,
					"patching_rect": [
						400.0,
						830.0,
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
						0.96,
						0.62,
						0.18,
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
						182.0,
						70.0,
						66.0
					]
				}
			},
			{
				"box": {
					"id": "obj-84",
					"maxclass": "textbutton",
					"numinlets": 1,
					"numoutlets": 3,
					"patching_rect": [
						490.0,
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
						252.0,
						70.0,
						30.0
					]
				}
			},
			{
				"box": {
					"id": "obj-85",
					"maxclass": "message",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						400.0,
						862.0,
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
					"id": "obj-86",
					"maxclass": "message",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						400.0,
						888.0,
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
					"id": "obj-87",
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
						0.96,
						0.62,
						0.18,
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
						182.0,
						70.0,
						66.0
					]
				}
			},
			{
				"box": {
					"id": "obj-88",
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
						252.0,
						70.0,
						30.0
					]
				}
			},
			{
				"box": {
					"id": "obj-89",
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
					"id": "obj-90",
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
					"id": "obj-91",
					"maxclass": "comment",
					"numinlets": 1,
					"numoutlets": 0,
					"patching_rect": [
						1060.0,
						746.0,
						86.0,
						23.55
					],
					"outlettype": [],
					"text": "DROP .SYX",
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
						465.0,
						86.0,
						20.0
					],
					"fontface": 1,
					"fontsize": 13.0
				}
			},
			{
				"box": {
					"id": "obj-92",
					"maxclass": "dropfile",
					"numinlets": 1,
					"numoutlets": 2,
					"patching_rect": [
						1060.0,
						770.0,
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
						100.0,
						458.0,
						110.0,
						32.0
					]
				}
			},
			{
				"box": {
					"id": "obj-93",
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
						222.0,
						465.0,
						54.0,
						20.0
					],
					"fontface": 1,
					"fontsize": 13.0
				}
			},
			{
				"box": {
					"id": "obj-94",
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
						280.0,
						462.0,
						50.0,
						24.0
					]
				}
			},
			{
				"box": {
					"id": "obj-95",
					"maxclass": "newobj",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						1060.0,
						870.0,
						47.0,
						22.0
					],
					"outlettype": [
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
							620,
							420
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
										420.0,
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
										320.0,
										38.400000000000006
									],
									"outlettype": [],
									"text": "The fourth byte of a DX7 dump tells a voice (0) from a bank of 32 (9).",
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
										130.0,
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
										130.0,
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
										130.0,
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
									"numoutlets": 1,
									"patching_rect": [
										20.0,
										64.0,
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
									"id": "obj-8",
									"maxclass": "newobj",
									"numinlets": 3,
									"numoutlets": 3,
									"patching_rect": [
										20.0,
										198.0,
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
									"id": "obj-9",
									"maxclass": "message",
									"numinlets": 2,
									"numoutlets": 1,
									"patching_rect": [
										80.0,
										164.0,
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
									"id": "obj-10",
									"maxclass": "outlet",
									"numinlets": 1,
									"numoutlets": 0,
									"patching_rect": [
										220.0,
										360.0,
										30.0,
										30.0
									],
									"outlettype": [],
									"comment": "to the bridge"
								}
							},
							{
								"box": {
									"id": "obj-11",
									"maxclass": "newobj",
									"numinlets": 1,
									"numoutlets": 2,
									"patching_rect": [
										220.0,
										198.0,
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
									"id": "obj-12",
									"maxclass": "newobj",
									"numinlets": 2,
									"numoutlets": 3,
									"patching_rect": [
										220.0,
										228.0,
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
									"id": "obj-13",
									"maxclass": "newobj",
									"numinlets": 2,
									"numoutlets": 2,
									"patching_rect": [
										220.0,
										290.0,
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
									"id": "obj-14",
									"maxclass": "message",
									"numinlets": 2,
									"numoutlets": 1,
									"patching_rect": [
										300.0,
										258.0,
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
									"id": "obj-15",
									"maxclass": "newobj",
									"numinlets": 1,
									"numoutlets": 1,
									"patching_rect": [
										220.0,
										322.0,
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
									"id": "obj-16",
									"maxclass": "newobj",
									"numinlets": 1,
									"numoutlets": 2,
									"patching_rect": [
										420.0,
										198.0,
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
									"id": "obj-17",
									"maxclass": "newobj",
									"numinlets": 2,
									"numoutlets": 3,
									"patching_rect": [
										420.0,
										228.0,
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
									"id": "obj-18",
									"maxclass": "newobj",
									"numinlets": 2,
									"numoutlets": 2,
									"patching_rect": [
										420.0,
										290.0,
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
									"id": "obj-19",
									"maxclass": "message",
									"numinlets": 2,
									"numoutlets": 1,
									"patching_rect": [
										500.0,
										258.0,
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
									"id": "obj-20",
									"maxclass": "newobj",
									"numinlets": 1,
									"numoutlets": 1,
									"patching_rect": [
										420.0,
										322.0,
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
									"id": "obj-21",
									"maxclass": "newobj",
									"numinlets": 2,
									"numoutlets": 1,
									"patching_rect": [
										550.0,
										228.0,
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
									"id": "obj-22",
									"maxclass": "newobj",
									"numinlets": 1,
									"numoutlets": 1,
									"patching_rect": [
										440.0,
										64.0,
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
										"obj-4",
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
										"obj-5",
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
										"obj-6",
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
										"obj-4",
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
										"obj-11",
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
										"obj-5",
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
										"obj-10",
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
										"obj-5",
										0
									]
								}
							},
							{
								"patchline": {
									"source": [
										"obj-8",
										1
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
										"obj-16",
										1
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
										"obj-6",
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
										"obj-10",
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
										1
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
						"obj-6",
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
						"obj-6",
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
						"obj-35",
						1
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
						"obj-7",
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
						"obj-7",
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
						"obj-9",
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
						"obj-50",
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
						"obj-53",
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
						"obj-53",
						0
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
						"obj-52",
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
						"obj-57",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-59",
						1
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
						"obj-57",
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
						"obj-64",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-64",
						3
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
						1
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
						"obj-63",
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
						"obj-63",
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
						"obj-3",
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
						"obj-3",
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
						"obj-3",
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
						"obj-81",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-81",
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
						"obj-80",
						0
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
						"obj-3",
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
						"obj-3",
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
						"obj-3",
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
						"obj-3",
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
						"obj-3",
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
						"obj-95",
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
						"obj-95",
						1
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-95",
						0
					],
					"destination": [
						"obj-3",
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
