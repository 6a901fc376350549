-- Keeps in touch with dx7bridge: registers the port that TouchOSC hears on, asks to follow, watches
-- that the bridge answers, and shows the algorithm, what the faders do, what is locked, which slots are
-- filled, how the switches and the transposition stand, and what was refused.
-- Written by `python -m generators`.
local REPLY_PORT = @REPLY_PORT@ -- "receive port" of the OSC connection
local PING_EVERY = 1000 -- milliseconds
local GONE_AFTER = 3000
local ALIVE, LOST = Color(@ALIVE@), Color(@LOST@)
local LOCKS = {@LOCKS@}
local SWITCHES = {@SWITCHES@} -- by address: what the bridge says when it is on
local SLOTS = 64
local FILLED, EMPTY = Color(@FILLED@), Color(@EMPTY@)
local SHOWN_FOR = 6000 -- milliseconds that a refusal stays
local WIDE = @WIDE@ -- letters of a line of it

local asked, heard, alive, model, crowd, refused = -PING_EVERY, -GONE_AFTER, false, nil, 0, nil

local function show(answers)
  alive = answers
  self.children.light.color = answers and ALIVE or LOST
  self.children.connection.values.text = answers and 'BRIDGE' or 'NO BRIDGE'
end

local function algorithm(number)
  self.children.algorithm.values.text = string.format('ALGORITHM %d', number + 1)
end

local function write(name, text)
  local label = self:findByName(name, true)
  if label then
    label.values.text = text
  end
end

-- What turning up a dimension does: on one line, a word to a line, and at the pads.
local function caption(number, label)
  local first, rest = string.match(label, '^(%S+) (.*)$')
  local second, third = string.match(rest or '', '^(%S+) (.*)$')
  local n = string.format('%d', number)
  write('z' .. n .. ' label', n .. '  ' .. label)
  write('z' .. n .. ' first', first or label)
  write('z' .. n .. ' second', second or rest or '')
  write('z' .. n .. ' third', third or '')
  write('across ' .. n, 'X  ' .. label)
  write('up ' .. n, 'Y  ' .. label)
end

local function locks(words)
  local held = {}
  for i = 1, #words do
    held[words[i].value] = true
  end
  for i = 1, #LOCKS do
    local lock = self:findByName('lock ' .. LOCKS[i], true)
    if lock then
      lock:notify('held', held[LOCKS[i]] == true)
    end
  end
end

local function switch(path, value)
  local control = self:findByName('switch ' .. path, true)
  if control then
    control:notify('shown', value == SWITCHES[path])
  end
end

-- The letter of a filled slot is bright, and its name stands above it. In come the number and the name of each.
local function slots(pairs)
  local filled = {}
  for i = 1, #pairs, 2 do
    filled[string.format('%d', pairs[i].value)] = pairs[i + 1].value
  end
  for i = 1, SLOTS do
    local n = string.format('%d', i)
    local letter = self:findByName('recall ' .. n .. ' caption', true)
    if letter then
      letter.textColor = filled[n] and FILLED or EMPTY
      write('slot ' .. n .. ' name', filled[n] or '')
    end
  end
end

-- Two lines of words; what is longer is cut.
local function complain(text)
  local lines, n = {'', ''}, 1
  for word in string.gmatch(text, '%S+') do
    local longer = lines[n] == '' and word or lines[n] .. ' ' .. word
    if #longer > WIDE and n == 1 and lines[1] ~= '' then
      n, longer = 2, word
    end
    lines[n] = longer
  end
  for i = 1, 2 do
    if #lines[i] > WIDE then
      lines[i] = string.sub(lines[i], 1, WIDE - 3) .. '...'
    end
    write('trouble ' .. string.format('%d', i), lines[i])
  end
end

-- A bridge with another model says anew what the faders do. One with no followers, or with fewer than
-- before, may have been restarted between two of our pings: it knows nothing of us.
local function status(name, followers)
  if name ~= model then
    model = name
    sendOSC('@AXES@')
    sendOSC('@SUBSCRIBE@')
  elseif followers == 0 or followers < crowd then
    sendOSC('@SUBSCRIBE@')
  end
  crowd = followers
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
    sendOSC('@STATUS@')
  end
  if refused and now - refused >= SHOWN_FOR then
    refused = nil
    complain('')
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
  elseif path == '@HELLO@' then -- sent back, it proves that we hear the bridge
    sendOSC('@HELLO@', arguments[1].value)
    return true
  elseif path == '@STATUS_REPLY@' then
    status(arguments[1].value, arguments[5].value)
    return true
  elseif path == '@AXIS@' then
    caption(arguments[1].value, arguments[2].value)
    return true
  elseif path == '@LOCKED@' then
    locks(arguments)
    return true
  elseif SWITCHES[path] then
    switch(path, arguments[1].value)
    return true
  elseif path == '@TRANSPOSE@' then
    write('transpose', string.format('TRANSPOSE %d', arguments[1].value))
    return true
  elseif path == '@SLOTS_FILLED@' then
    slots(arguments)
    return true
  elseif path == '@FAVOURITE@' then
    write('favourite', string.format('%d %s', arguments[1].value, arguments[2].value))
    return true
  elseif path == '@SESSION@' then
    write('session', arguments[1].value)
    return true
  elseif path == '@FAIL@' then
    refused = getMillis()
    complain(arguments[4].value)
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
