-- A lock: a finger asks the bridge, and the bridge says what is held. Written by `python -m generators`.
local held = false

function onReceiveNotify(key, value)
  held = value -- first, so that the change below is known and not asked for again
  self.values.x = value and 1 or 0
end

function onValueChanged(key)
  local on = self.values.x == 1
  if key == 'x' and on ~= held then
    held = on
    sendOSC(on and '@LOCK@' or '@UNLOCK@', self.tag)
  end
end
