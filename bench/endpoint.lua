-- What wrk asks in bench/endpoint.py: queries of ten rows, "distinct" (all different, so that no cache helps) or
-- "repeated" (always one). An answer that is not 200 with ten rows counts as wrong.
-- wrk … -s endpoint.lua URL -- KIND MOST RUN

local threads = {}

function setup(thread)
  thread:set("number", #threads)
  table.insert(threads, thread)
end

function init(args)
  kind, most, run = args[1], tonumber(args[2]), args[3]
  asked, answered, wrong = 0, 0, 0
  wrk.headers["Accept"] = "application/sparql-results+json"
  before = wrk.path .. "?query=SELECT%20%3Fs%20%3Fname%20%7B%20%3Fs%20"
    .. "%3Chttp%3A%2F%2Fwww.w3.org%2F2000%2F01%2Frdf-schema%23label%3E%20%3Fname%20%7D%20LIMIT%2010%20OFFSET%20"
  always = wrk.format("GET", before .. "7")
end

function request()
  if kind == "repeated" then return always end
  asked = asked + 1
  -- The comment makes each query another one although the store has fewer rows than there are requests.
  local offset = (number * 7919 + asked) % most
  return wrk.format("GET", before .. offset .. "%20%23%20" .. run .. "." .. number .. "." .. asked)
end

function response(status, headers, body)
  answered = answered + 1
  local _, rows = body:gsub('"name":{', "")
  if status ~= 200 or rows ~= 10 then wrong = wrong + 1 end
end

function done(summary, latency, requests)
  local right, failed = 0, 0
  for _, thread in ipairs(threads) do
    right = right + thread:get("answered") - thread:get("wrong")
    failed = failed + thread:get("wrong")
  end
  local broken = summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout
  io.write(string.format(
    '\n{"seconds": %f, "right": %d, "wrong": %d, "broken": %d, "p50_ms": %.2f, "p95_ms": %.2f, "max_ms": %.1f}\n',
    summary.duration / 1e6, right, failed, broken,
    latency:percentile(50) / 1e3, latency:percentile(95) / 1e3, latency.max / 1e3))
end
