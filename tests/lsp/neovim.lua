-- Neovim as a client: opens a file, waits for diagnostics, mends, completes, formats, and compares the buffer.
-- The configuration of editors/README.md starts the client; `nse-fmt` is on the path:
--   nvim --headless -n -u NONE -i NONE -c 'luafile CONFIGURATION' -c 'edit FILE.nse' -c 'luafile tests/lsp/neovim.lua'
local buffer = vim.api.nvim_get_current_buf()

local function wait(what, condition)
  assert(vim.wait(10000, condition, 20), 'waited in vain: ' .. what)
end

local function lines() return table.concat(vim.api.nvim_buf_get_lines(buffer, 0, -1, false), '\n') end

local function same(what, found, expected)
  assert(found == expected, what .. ':\n' .. tostring(found) .. '\ninstead of:\n' .. expected)
  print(what .. ': ok')
end

local function run()
  vim.api.nvim_buf_set_lines(buffer, 0, -1, false, { '// é 😀 customers', 'emial = x@y.example and tag == vip', 'and rating in 3..5' })
  wait('client', function() return vim.lsp.get_active_clients()[1] end)
  local client = vim.lsp.get_active_clients()[1]
  same('client', client.name, 'nse')
  local id = client.id
  same('filetype', vim.bo[buffer].filetype, 'nse')
  wait('initialization', function() return client.initialized end)

  local function request(method, params)
    local answer = (vim.lsp.buf_request_sync(buffer, method, params, 10000) or {})[id] or {}
    assert(not answer.error, vim.inspect(answer.error))
    return answer.result
  end
  local function diagnostics() return vim.diagnostic.get(buffer) end

  wait('diagnostics', function() return #diagnostics() == 2 end)
  local codes = vim.tbl_map(function(found) return found.code or found.user_data.lsp.code end, diagnostics())
  table.sort(codes)
  same('codes', table.concat(codes, ' '), 'E0114 E0201')

  -- The quick fix of the unknown field.
  local range = { start = { line = 1, character = 0 }, ['end'] = { line = 1, character = 5 } }
  local params = { textDocument = vim.lsp.util.make_text_document_params(buffer), range = range, context = { diagnostics = {} } }
  local actions = request('textDocument/codeAction', params)
  same('first action', actions[1].title, 'Use `email`')
  vim.lsp.util.apply_workspace_edit(actions[1].edit, client.offset_encoding)
  same('mended', lines(), '// é 😀 customers\nemail = x@y.example and tag == vip\nand rating in 3..5')

  -- All certain fixes; the client asks by the wider kind.
  params.context = { diagnostics = {}, only = { 'source.fixAll' } }
  actions = request('textDocument/codeAction', params)
  same('kind', actions[1].kind, 'source.fixAll.nse')
  vim.lsp.util.apply_workspace_edit(actions[1].edit, client.offset_encoding)
  same('all mended', lines(), '// é 😀 customers\nemail = x@y.example and tag = vip\nand rating in 3..5')
  wait('no diagnostics', function() return #diagnostics() == 0 end)

  -- Completion at the end, applied as it says.
  vim.api.nvim_buf_set_lines(buffer, 3, 3, false, { 'and company last c' })
  local place = { textDocument = params.textDocument, position = { line = 3, character = 18 } }
  local offers = request('textDocument/completion', place)
  same('offer', offers.items[1].label, 'company last contacted')
  vim.lsp.util.apply_text_edits({ offers.items[1].textEdit }, buffer, client.offset_encoding)
  same('completed', vim.api.nvim_buf_get_lines(buffer, 3, 4, false)[1], 'and company last contacted')
  vim.api.nvim_buf_set_lines(buffer, 3, 4, false, { 'and company last contacted is not empty' })

  local hover = request('textDocument/hover', { textDocument = params.textDocument, position = { line = 3, character = 6 } })
  assert(hover.contents.value:find('a point in time', 1, true), vim.inspect(hover))

  local formatting = { textDocument = params.textDocument, options = { tabSize = 2, insertSpaces = true } }
  vim.lsp.util.apply_text_edits(request('textDocument/formatting', formatting), buffer, client.offset_encoding)
  same('formatted', lines(), '// é 😀 customers\nemail = x@y.example\nand tag = vip\nand rating in 3..5\nand company last contacted is not empty')

  client.stop()
  wait('the end', function() return vim.lsp.get_client_by_id(id) == nil end)
end

local ok, reason = pcall(run)
if not ok then
  io.stderr:write('\nFAILED: ' .. tostring(reason) .. '\n')
  vim.cmd('cquit 1')
end
print('')
vim.cmd('qall!')
