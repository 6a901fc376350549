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
			780.0,
			722.0
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
						300.0,
						41.1
					],
					"outlettype": [],
					"text": "dx7bridge",
					"linecount": 1,
					"textcolor": [
						0.93,
						0.94,
						0.95,
						1.0
					],
					"presentation": 1,
					"presentation_rect": [
						22.0,
						10.0,
						300.0,
						36.0
					],
					"fontface": 1,
					"fontsize": 26.0
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
						60.0,
						360.0,
						23.55
					],
					"outlettype": [],
					"text": "1. In a terminal: dx7bridge serve",
					"linecount": 1,
					"textcolor": [
						0.93,
						0.94,
						0.95,
						1.0
					],
					"presentation": 1,
					"presentation_rect": [
						22.0,
						50.0,
						360.0,
						20.0
					],
					"fontsize": 13.0
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
						84.0,
						360.0,
						41.1
					],
					"outlettype": [],
					"text": "2. The light turns green-blue: Max and the bridge talk.",
					"linecount": 2,
					"textcolor": [
						0.93,
						0.94,
						0.95,
						1.0
					],
					"presentation": 1,
					"presentation_rect": [
						22.0,
						74.0,
						360.0,
						20.0
					],
					"fontsize": 13.0
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
						126.0,
						360.0,
						23.55
					],
					"outlettype": [],
					"text": "3. Press SAMPLE, then LISTEN. Turn a dial.",
					"linecount": 1,
					"textcolor": [
						0.93,
						0.94,
						0.95,
						1.0
					],
					"presentation": 1,
					"presentation_rect": [
						22.0,
						98.0,
						360.0,
						20.0
					],
					"fontsize": 13.0
				}
			},
			{
				"box": {
					"id": "obj-5",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						20.0,
						250.0,
						66.8,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "pcontrol"
				}
			},
			{
				"box": {
					"id": "obj-6",
					"maxclass": "comment",
					"numinlets": 1,
					"numoutlets": 0,
					"patching_rect": [
						600.0,
						10.0,
						92.0,
						23.55
					],
					"outlettype": [],
					"text": "HELP",
					"linecount": 1,
					"textcolor": [
						0.62,
						0.66,
						0.7,
						1.0
					],
					"presentation": 1,
					"presentation_rect": [
						402.0,
						20.0,
						92.0,
						20.0
					],
					"fontface": 1,
					"textjustification": 2,
					"fontsize": 13.0
				}
			},
			{
				"box": {
					"id": "obj-7",
					"maxclass": "textbutton",
					"numinlets": 1,
					"numoutlets": 3,
					"patching_rect": [
						20.0,
						150.0,
						76.0,
						24.0
					],
					"outlettype": [
						"",
						"",
						""
					],
					"text": "CLIENT",
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
						502.0,
						14.0,
						124.0,
						31.0
					]
				}
			},
			{
				"box": {
					"id": "obj-8",
					"maxclass": "message",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						20.0,
						190.0,
						205.39999999999998,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "load dx7bridge.client.maxhelp"
				}
			},
			{
				"box": {
					"id": "obj-9",
					"maxclass": "textbutton",
					"numinlets": 1,
					"numoutlets": 3,
					"patching_rect": [
						280.0,
						150.0,
						76.0,
						24.0
					],
					"outlettype": [
						"",
						"",
						""
					],
					"text": "PANEL",
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
						634.0,
						14.0,
						124.0,
						31.0
					]
				}
			},
			{
				"box": {
					"id": "obj-10",
					"maxclass": "message",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						280.0,
						190.0,
						198.79999999999998,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "load dx7bridge.panel.maxhelp"
				}
			},
			{
				"box": {
					"id": "obj-11",
					"maxclass": "comment",
					"numinlets": 1,
					"numoutlets": 0,
					"patching_rect": [
						600.0,
						40.0,
						92.0,
						23.55
					],
					"outlettype": [],
					"text": "EXAMPLES",
					"linecount": 1,
					"textcolor": [
						0.62,
						0.66,
						0.7,
						1.0
					],
					"presentation": 1,
					"presentation_rect": [
						402.0,
						57.0,
						92.0,
						20.0
					],
					"fontface": 1,
					"textjustification": 2,
					"fontsize": 13.0
				}
			},
			{
				"box": {
					"id": "obj-12",
					"maxclass": "textbutton",
					"numinlets": 1,
					"numoutlets": 3,
					"patching_rect": [
						540.0,
						150.0,
						76.0,
						24.0
					],
					"outlettype": [
						"",
						"",
						""
					],
					"text": "PATTR MORPH",
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
						502.0,
						51.0,
						124.0,
						31.0
					]
				}
			},
			{
				"box": {
					"id": "obj-13",
					"maxclass": "message",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						540.0,
						190.0,
						231.79999999999998,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "load dx7bridge.pattr-morph.maxpat"
				}
			},
			{
				"box": {
					"id": "obj-14",
					"maxclass": "textbutton",
					"numinlets": 1,
					"numoutlets": 3,
					"patching_rect": [
						800.0,
						150.0,
						76.0,
						24.0
					],
					"outlettype": [
						"",
						"",
						""
					],
					"text": "SEQUENCER",
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
						634.0,
						51.0,
						124.0,
						31.0
					]
				}
			},
			{
				"box": {
					"id": "obj-15",
					"maxclass": "message",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						800.0,
						190.0,
						251.6,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "load dx7bridge.step-sequencer.maxpat"
				}
			},
			{
				"box": {
					"id": "obj-16",
					"maxclass": "textbutton",
					"numinlets": 1,
					"numoutlets": 3,
					"patching_rect": [
						1060.0,
						150.0,
						76.0,
						24.0
					],
					"outlettype": [
						"",
						"",
						""
					],
					"text": "SYSEX OUT",
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
						502.0,
						88.0,
						124.0,
						31.0
					]
				}
			},
			{
				"box": {
					"id": "obj-17",
					"maxclass": "message",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						1060.0,
						190.0,
						218.6,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "load dx7bridge.sysex-out.maxpat"
				}
			},
			{
				"box": {
					"id": "obj-18",
					"maxclass": "textbutton",
					"numinlets": 1,
					"numoutlets": 3,
					"patching_rect": [
						1320.0,
						150.0,
						76.0,
						24.0
					],
					"outlettype": [
						"",
						"",
						""
					],
					"text": "LIVE DEVICE",
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
						634.0,
						88.0,
						124.0,
						31.0
					]
				}
			},
			{
				"box": {
					"id": "obj-19",
					"maxclass": "message",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						1320.0,
						190.0,
						179.0,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "load dx7bridge.m4l.maxpat"
				}
			},
			{
				"box": {
					"id": "obj-20",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 6,
					"patching_rect": [
						20.0,
						300.0,
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
					"text": "dx7bridge.client 127.0.0.1 7700 7702"
				}
			},
			{
				"box": {
					"id": "obj-21",
					"maxclass": "bpatcher",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						20.0,
						360.0,
						760.0,
						582.0
					],
					"outlettype": [
						""
					],
					"name": "dx7bridge.panel.maxpat",
					"bgmode": 0,
					"border": 0,
					"lockeddragscroll": 0,
					"enablehscroll": 0,
					"enablevscroll": 0,
					"viewvisibility": 1,
					"offset": [
						0.0,
						0.0
					],
					"presentation": 1,
					"presentation_rect": [
						10.0,
						134.0,
						760.0,
						582.0
					]
				}
			}
		],
		"lines": [
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
						"obj-5",
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
						"obj-5",
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
						"obj-5",
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
						"obj-5",
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
						"obj-20",
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
			80.0,
			100.0,
			780.0,
			722.0
		]
	}
}
