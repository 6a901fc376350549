-- Keeps in touch with dx7bridge: registers the port that TouchOSC hears on, asks to follow, watches
-- that the bridge answers, and shows the algorithm. Written by `python -m generators`.
local REPLY_PORT = @REPLY_PORT@ -- "receive port" of the OSC connection
local PING_EVERY = 1000 -- milliseconds
local GONE_AFTER = 3000
local ALIVE, LOST = Color(@ALIVE@), Color(@LOST@)

local asked, heard, alive = -PING_EVERY, -GONE_AFTER, false

local function show(answers)
  alive = answers
  self.children.light.color = answers and ALIVE or LOST
  self.children.connection.values.text = answers and 'BRIDGE' or 'NO BRIDGE'
end

local function algorithm(number)
  self.children.algorithm.values.text = string.format('ALGORITHM %d', number + 1)
end

function init()
  show(false)
end

function update()
  local now = getMillis()
  if now - asked >= PING_EVERY then
    asked = now
    sendOSC('@REPLY@', REPLY_PORT)
    sendOSC('@PING@')
  end
  if alive and now - heard >= GONE_AFTER then
    show(false)
  end
end

function onReceiveOSC(message, connections)
  local path, arguments = message[1], message[2]
  if path == '@PONG@' then
    heard = getMillis()
    if not alive then
      show(true)
      sendOSC('@SUBSCRIBE@')
    end
    return true
  elseif path == '@PARAMS@' then
    algorithm(arguments[@ALGORITHM_INDEX@].value)
    return true
  elseif path == '@PARAM@' then
    if arguments[1].value == '@ALGORITHM@' then
      algorithm(arguments[2].value)
    end
    return true
  end
  return false
end
