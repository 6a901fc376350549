-- A switch: a finger sets what the bridge keeps of a sound, and the bridge says how it stands.
-- Written by `python -m generators`.
local shown = false

function onReceiveNotify(key, value)
  shown = value -- first, so that the change below is known and not sent again
  self.values.x = value and 1 or 0
end

function onValueChanged(key)
  local on = self.values.x == 1
  if key == 'x' and on ~= shown then
    shown = on
    sendOSC(self.tag, on and @ON@ or @OFF@)
  end
end
