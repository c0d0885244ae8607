-- Load for `GET /api/v1/designs/{id}` over many tenants.
--
--   wrk -t1 -c16 -d10s -s designs.lua http://127.0.0.1:8080 -- TARGETS DISTRIBUTION SEED [PAUSE]
--
-- TARGETS       a file; each line is a tenant: its access token, a tab, the id of one of its designs.
--               The order is the rank: the first line is the busiest tenant.
-- DISTRIBUTION  hot      only the first tenant
--               zipf     tenant of rank r with weight 1/r (Zipf, s = 1.0)
--               uniform  every tenant alike
-- SEED          an integer; the same seed sends the same sequence of requests.
-- PAUSE         milliseconds that a client waits after each answer, on average; 0 for none.
--
-- The last line of the output is one JSON object, in requests and microseconds.

local requests = {}
local cumulative = {}
local pick

local function read_targets(path)
    local file = assert(io.open(path, "r"))
    for line in file:lines() do
        local token, design = line:match("^([^\t]+)\t([^\t]+)$")
        assert(token, "not a target: " .. line)
        requests[#requests + 1] =
            wrk.format("GET", "/api/v1/designs/" .. design, { ["Authorization"] = "Bearer " .. token })
    end
    file:close()
    assert(#requests > 0, "no target in " .. path)
end

local function weigh_by_rank()
    local sum = 0
    for rank = 1, #requests do
        sum = sum + 1 / rank
        cumulative[rank] = sum
    end
end

-- The first rank whose cumulative weight reaches a random share of the whole.
local function pick_zipf()
    local wanted = math.random() * cumulative[#cumulative]
    local low, high = 1, #cumulative
    while low < high do
        local middle = math.floor((low + high) / 2)
        if cumulative[middle] < wanted then
            low = middle + 1
        else
            high = middle
        end
    end
    return low
end

local distributions = {
    hot = function()
        return 1
    end,
    zipf = pick_zipf,
    uniform = function()
        return math.random(#requests)
    end,
}

local threads = 0

function setup(thread)
    threads = threads + 1
    thread:set("number", threads)
end

function init(args)
    read_targets(args[1])
    weigh_by_rank()
    pick = assert(distributions[args[2]], "no such distribution: " .. tostring(args[2]))
    math.randomseed(tonumber(args[3]) + number)
    local pause = tonumber(args[4] or "0")
    if pause > 0 then
        -- wrk looks for it after this, and begins to count when the pause is over.
        function delay()
            return math.random(0, 2 * pause)
        end
    end
end

function request()
    return requests[pick()]
end

function done(summary, latency)
    local errors = summary.errors
    io.write(string.format(
        '{"requests":%d,"micros":%d,"p50":%d,"p99":%d,"max":%d,'
            .. '"connectErrors":%d,"readErrors":%d,"writeErrors":%d,"statusErrors":%d,"timeouts":%d}\n',
        summary.requests, summary.duration,
        latency:percentile(50), latency:percentile(99), latency.max,
        errors.connect, errors.read, errors.write, errors.status, errors.timeout))
end
