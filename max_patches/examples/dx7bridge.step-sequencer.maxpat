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
			820,
			660
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
					"maxclass": "comment",
					"numinlets": 1,
					"numoutlets": 0,
					"patching_rect": [
						20.0,
						10.0,
						313.59999999999997,
						33.0
					],
					"outlettype": [],
					"text": "A step sequencer of voices",
					"linecount": 1,
					"fontface": 1,
					"fontsize": 20
				}
			},
			{
				"box": {
					"id": "obj-2",
					"maxclass": "comment",
					"numinlets": 1,
					"numoutlets": 0,
					"patching_rect": [
						20.0,
						46.0,
						561.8399999999999,
						22.200000000000003
					],
					"outlettype": [],
					"text": "FILL samples slots 1 to 8. Draw the steps (0 rests), switch it on, hold a note.",
					"linecount": 1,
					"fontsize": 12.0
				}
			},
			{
				"box": {
					"id": "obj-3",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 6,
					"patching_rect": [
						20.0,
						600.0,
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
					"text": "dx7bridge.client 127.0.0.1 7700 7706"
				}
			},
			{
				"box": {
					"id": "obj-4",
					"maxclass": "message",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						20.0,
						90.0,
						40.4,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "fill"
				}
			},
			{
				"box": {
					"id": "obj-5",
					"maxclass": "newobj",
					"numinlets": 2,
					"numoutlets": 3,
					"patching_rect": [
						20.0,
						152.0,
						47.0,
						22.0
					],
					"outlettype": [
						"",
						"",
						""
					],
					"text": "uzi 8"
				}
			},
			{
				"box": {
					"id": "obj-6",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 2,
					"patching_rect": [
						20.0,
						184.0,
						47.0,
						22.0
					],
					"outlettype": [
						"",
						""
					],
					"text": "t i b"
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
						122.0,
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
					"id": "obj-8",
					"maxclass": "message",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						180.0,
						216.0,
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
					"id": "obj-9",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						20.0,
						248.0,
						165.79999999999998,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend /dx7/slot/store"
				}
			},
			{
				"box": {
					"id": "obj-10",
					"maxclass": "toggle",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						420.0,
						90.0,
						30.0,
						30.0
					],
					"outlettype": [
						""
					]
				}
			},
			{
				"box": {
					"id": "obj-11",
					"maxclass": "newobj",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						420.0,
						152.0,
						73.4,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "metro 250"
				}
			},
			{
				"box": {
					"id": "obj-12",
					"maxclass": "number",
					"numinlets": 1,
					"numoutlets": 2,
					"patching_rect": [
						500.0,
						122.0,
						60.0,
						22.0
					],
					"outlettype": [
						"",
						""
					],
					"minimum": 60,
					"maximum": 4000
				}
			},
			{
				"box": {
					"id": "obj-13",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						500.0,
						90.0,
						93.19999999999999,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "loadmess 250"
				}
			},
			{
				"box": {
					"id": "obj-14",
					"maxclass": "comment",
					"numinlets": 1,
					"numoutlets": 0,
					"patching_rect": [
						566.0,
						122.0,
						74.63999999999999,
						22.200000000000003
					],
					"outlettype": [],
					"text": "ms a step",
					"linecount": 1,
					"fontsize": 12.0
				}
			},
			{
				"box": {
					"id": "obj-15",
					"maxclass": "newobj",
					"numinlets": 5,
					"numoutlets": 4,
					"patching_rect": [
						420.0,
						184.0,
						93.19999999999999,
						22.0
					],
					"outlettype": [
						"",
						"",
						"",
						""
					],
					"text": "counter 1 16"
				}
			},
			{
				"box": {
					"id": "obj-16",
					"maxclass": "multislider",
					"numinlets": 1,
					"numoutlets": 2,
					"patching_rect": [
						20.0,
						330.0,
						760.0,
						160.0
					],
					"outlettype": [
						"",
						""
					],
					"size": 16,
					"setminmax": [
						0,
						8
					],
					"settype": 0,
					"setstyle": 1,
					"slidercolor": [
						0.96,
						0.62,
						0.18,
						1.0
					],
					"bgcolor": [
						0.11,
						0.12,
						0.14,
						1.0
					],
					"varname": "steps"
				}
			},
			{
				"box": {
					"id": "obj-17",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						20.0,
						290.0,
						330.79999999999995,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "loadmess setlist 1 0 2 0 3 0 4 5 1 0 6 0 7 0 8 5"
				}
			},
			{
				"box": {
					"id": "obj-18",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						420.0,
						290.0,
						99.8,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend fetch"
				}
			},
			{
				"box": {
					"id": "obj-19",
					"maxclass": "number",
					"numinlets": 1,
					"numoutlets": 2,
					"patching_rect": [
						560.0,
						184.0,
						50.0,
						22.0
					],
					"outlettype": [
						"",
						""
					]
				}
			},
			{
				"box": {
					"id": "obj-20",
					"maxclass": "newobj",
					"numinlets": 2,
					"numoutlets": 2,
					"patching_rect": [
						20.0,
						510.0,
						47.0,
						22.0
					],
					"outlettype": [
						"",
						""
					],
					"text": "sel 0"
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
						550.0,
						172.39999999999998,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend /dx7/slot/recall"
				}
			}
		],
		"lines": [
			{
				"patchline": {
					"source": [
						"obj-4",
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
						"obj-5",
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
						"obj-6",
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
						"obj-3",
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
						"obj-11",
						1
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
						"obj-15",
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
						"obj-15",
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
						"obj-16",
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
						"obj-19",
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
						"obj-20",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-20",
						1
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
			}
		],
		"dependency_cache": [],
		"autosave": 0
	}
}
