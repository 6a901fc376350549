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
			500
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
						510.79999999999995,
						33.0
					],
					"outlettype": [],
					"text": "Morph over stored latents with pattrstorage",
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
						617.52,
						22.200000000000003
					],
					"outlettype": [],
					"text": "Find a sound, store it as 1, the next as 2, and so on. The slider then walks over them:",
					"linecount": 1,
					"fontsize": 12.0
				}
			},
			{
				"box": {
					"id": "obj-3",
					"maxclass": "comment",
					"numinlets": 1,
					"numoutlets": 0,
					"patching_rect": [
						20.0,
						69.0,
						652.3199999999999,
						22.200000000000003
					],
					"outlettype": [],
					"text": "1.5 is half-way from 1 to 2. WRITE saves the presets in a file, READ takes them back. A file",
					"linecount": 1,
					"fontsize": 12.0
				}
			},
			{
				"box": {
					"id": "obj-4",
					"maxclass": "comment",
					"numinlets": 1,
					"numoutlets": 0,
					"patching_rect": [
						20.0,
						92.0,
						631.4399999999999,
						22.200000000000003
					],
					"outlettype": [],
					"text": "latents.json beside this patch is read by itself; Max asks before it throws presets away.",
					"linecount": 1,
					"fontsize": 12.0
				}
			},
			{
				"box": {
					"id": "obj-5",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 6,
					"patching_rect": [
						20.0,
						450.0,
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
					"text": "dx7bridge.client 127.0.0.1 7700 7705"
				}
			},
			{
				"box": {
					"id": "obj-6",
					"maxclass": "multislider",
					"numinlets": 1,
					"numoutlets": 2,
					"patching_rect": [
						20.0,
						200.0,
						340.0,
						180.0
					],
					"outlettype": [
						"",
						""
					],
					"size": 8,
					"setminmax": [
						-4.0,
						4.0
					],
					"settype": 1,
					"setstyle": 1,
					"slidercolor": [
						0.1,
						0.72,
						0.66,
						1.0
					],
					"bgcolor": [
						0.11,
						0.12,
						0.14,
						1.0
					],
					"varname": "latent"
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
						160.0,
						113.0,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend setlist"
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
						400.0,
						139.39999999999998,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend /dx7/latent"
				}
			},
			{
				"box": {
					"id": "obj-9",
					"maxclass": "message",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						200.0,
						400.0,
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
					"id": "obj-10",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						420.0,
						320.0,
						225.2,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "pattrstorage latents @savemode 1"
				}
			},
			{
				"box": {
					"id": "obj-11",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 4,
					"patching_rect": [
						420.0,
						360.0,
						152.6,
						22.0
					],
					"outlettype": [
						"",
						"",
						"",
						""
					],
					"text": "autopattr @autoname 0"
				}
			},
			{
				"box": {
					"id": "obj-12",
					"maxclass": "message",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						420.0,
						160.0,
						60.199999999999996,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "store 1"
				}
			},
			{
				"box": {
					"id": "obj-13",
					"maxclass": "message",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						500.0,
						160.0,
						60.199999999999996,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "store 2"
				}
			},
			{
				"box": {
					"id": "obj-14",
					"maxclass": "message",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						580.0,
						160.0,
						60.199999999999996,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "store 3"
				}
			},
			{
				"box": {
					"id": "obj-15",
					"maxclass": "message",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						660.0,
						160.0,
						60.199999999999996,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "store 4"
				}
			},
			{
				"box": {
					"id": "obj-16",
					"maxclass": "message",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						740.0,
						160.0,
						47.0,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "write"
				}
			},
			{
				"box": {
					"id": "obj-17",
					"maxclass": "message",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						740.0,
						194.0,
						40.4,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "read"
				}
			},
			{
				"box": {
					"id": "obj-18",
					"maxclass": "slider",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						420.0,
						210.0,
						300.0,
						30.0
					],
					"outlettype": [
						""
					],
					"size": 301,
					"orientation": 1,
					"floatoutput": 0,
					"knobcolor": [
						0.1,
						0.72,
						0.66,
						1.0
					]
				}
			},
			{
				"box": {
					"id": "obj-19",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						420.0,
						256.0,
						119.6,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "expr 1.+$i1/100."
				}
			},
			{
				"box": {
					"id": "obj-20",
					"maxclass": "flonum",
					"numinlets": 1,
					"numoutlets": 2,
					"patching_rect": [
						560.0,
						256.0,
						70.0,
						22.0
					],
					"outlettype": [
						"",
						""
					]
				}
			}
		],
		"lines": [
			{
				"patchline": {
					"source": [
						"obj-5",
						1
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
						"obj-6",
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
						"obj-5",
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
						"obj-5",
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
						"obj-10",
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
						"obj-10",
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
						"obj-10",
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
						"obj-16",
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
						"obj-17",
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
						"obj-18",
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
						"obj-10",
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
			}
		],
		"dependency_cache": [],
		"autosave": 0
	}
}
