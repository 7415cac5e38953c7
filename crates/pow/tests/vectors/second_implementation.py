"""A second implementation of the prover, written from docs/proof-of-work.md alone, in plain Python.

It prints the test vectors of the test class: slow (seconds), short, and sharing no code with the crate.
"""

import json
import operator
from hashlib import sha256

M = 2**64 - 1
N, K, PANELS, LANES, STEPS, GPUS, CLASS = 256, 512, 2, 64, 256, 2, 0
SEGMENTS, LINES = STEPS // 64, PANELS * N * N // 128


def h(*parts):
    return sha256(b"".join(parts)).digest()


def u16(x):
    return x.to_bytes(2, "little")


def u32(x):
    return x.to_bytes(4, "little")


def u64(x):
    return x.to_bytes(8, "little")


def word(digest, i):
    return int.from_bytes(digest[8 * i : 8 * i + 8], "little")


def scale(draw, bound):
    return draw * bound >> 64


def finalise(x):
    x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9 & M
    x = (x ^ (x >> 27)) * 0x94D049BB133111EB & M
    return x ^ (x >> 31)


def tree(tag, leaves, depth):
    """Levels from the leaves up, complete."""
    levels = [list(leaves) + [bytes(32)] * (2**depth - len(leaves))]
    for _ in range(depth):
        below = levels[-1]
        levels.append([h(tag, below[i], below[i + 1]) for i in range(0, len(below), 2)])
    return levels


def path(levels, index):
    return [level[(index >> at) ^ 1] for at, level in enumerate(levels[:-1])]


def sparse_root(tag, leaf, index, depth):
    gap = bytes(32)
    for at in range(depth):
        leaf = h(tag, gap, leaf) if index >> at & 1 else h(tag, leaf, gap)
        gap = h(tag, gap, gap)
    return leaf


def key(side, sd, panel, index):
    return word(h(side, sd, u32(panel), u32(index)), 0)


def element_word(k, c):
    return finalise((k + c * 0x9E3779B97F4A7C15) & M)


def expand(k):
    out = []
    for c in range(K // 8):
        out += [b - 256 if b > 127 else b for b in u64(element_word(k, c))]
    return out


def fill(sd):
    out = bytearray()
    for p in range(PANELS):
        columns = [expand(key(b"Y", sd, p, j)) for j in range(N)]
        for i in range(N):
            row = expand(key(b"X", sd, p, i))
            for column in columns:
                out.append(sum(map(operator.mul, row, column)) >> 8 & 0xFF)
    return bytes(out)


def rot(x, r):
    return (x >> r | x << (64 - r)) & M


def quarter(v, a, b, c, d, x, y):
    v[a] = (v[a] + v[b] + x) & M
    v[d] = rot(v[d] ^ v[a], 32)
    v[c] = (v[c] + v[d]) & M
    v[b] = rot(v[b] ^ v[c], 24)
    v[a] = (v[a] + v[b] + y) & M
    v[d] = rot(v[d] ^ v[a], 16)
    v[c] = (v[c] + v[d]) & M
    v[b] = rot(v[b] ^ v[c], 63)


ORDER = list(range(16)) + [(5 * i + 3) % 16 for i in range(16)]


class Lane:
    def __init__(self, sd, lane):
        self.sd, self.lane, self.d = sd, lane, [word(sd, i) for i in range(4)]

    def start(self):
        return h(b"L", self.sd, u32(self.lane))

    def step(self, memory, state, number):
        tweak = finalise((self.d[0] + (self.lane << 32 | number)) & M)
        s = [word(state, i) for i in range(4)]
        address = scale(finalise(s[0] ^ tweak), LINES)
        line = memory[128 * address : 128 * address + 128]
        m = [word(line, i) for i in range(16)]
        v = [s[0] ^ self.d[1], s[1] ^ self.d[2], s[2] ^ self.d[3], s[3] ^ tweak]
        for g in range(16):
            a = g % 4
            quarter(v, a, (a + 1) % 4, (a + 2) % 4, (a + 3) % 4, m[ORDER[2 * g]], m[ORDER[2 * g + 1]])
        return address, line, b"".join(u64(a ^ b) for a, b in zip(v, s))

    def walk(self, memory):
        """Steps per segment, and the checkpoints."""
        state, segments, checkpoints = self.start(), [], []
        for j in range(SEGMENTS):
            steps = []
            for t in range(64):
                address, line, after = self.step(memory, state, 64 * j + t)
                steps.append((state, address, line))
                state = after
            state = h(b"C", self.sd, u32(self.lane), u32(j + 1), state)
            segments.append(steps)
            checkpoints.append(state)
        return segments, checkpoints


def beacon(entries):
    return h(b"b", *(u64(e["slot"]) + bytes.fromhex(e["hash"]) for e in entries))


def gpu_part(sd, memory, first):
    lanes = [Lane(sd, i) for i in range(LANES)]
    walks = [lane.walk(memory) for lane in lanes]
    lane_depth, gpu_depth = (SEGMENTS - 1).bit_length(), (LANES - 1).bit_length()
    trees = [tree(b"c", checkpoints, lane_depth) for _, checkpoints in walks]
    top = tree(b"r", [t[-1][0] for t in trees], gpu_depth)
    root = top[-1][0]
    wire, step_leaves, path_leaves, samples, sampled_steps = root, [], [], [], []
    for i in range(64):
        draw = h(b"S", first, sd, root, u32(i))
        lane, segment = scale(word(draw, 0), LANES), scale(word(draw, 1), SEGMENTS) if i >= 8 else 0
        steps, checkpoints = walks[lane][0][segment], walks[lane][1]
        if segment == 0:
            previous = [lanes[lane].start()] + [bytes(32)] * lane_depth
        else:
            previous = [checkpoints[segment - 1]] + path(trees[lane], segment - 1)
        following = [checkpoints[segment]] + path(trees[lane], segment)
        upper = [trees[lane][-1][0]] + path(top, lane)
        parts = [h(b"h", bytes([kind]), *hashes) for kind, hashes in enumerate([previous, following, upper])]
        path_leaves.append(h(b"p", *parts))
        wire += b"".join(previous + following + upper)
        for state, address, line in steps:
            step_leaves.append(h(b"l", state, u32(address), line))
            wire += state + u32(address) + line
        samples.append((lane, segment))
        sampled_steps.append((steps, previous[0], following[0], upper[0]))
    steps_root, paths_root = tree(b"s", step_leaves, 12)[-1][0], tree(b"q", path_leaves, 6)[-1][0]
    bundle = h(b"B", sd, root, steps_root, paths_root)
    return root, bundle, wire, samples, sampled_steps


def main():
    def entries(slot, name):
        return [{"slot": slot + 8 * i, "hash": sha256(name + bytes([i])).hexdigest()} for i in range(3)]

    inputs = {
        "program_id": sha256(b"program").hexdigest(),
        "epoch": 4242,
        "slot_hash": sha256(b"slot").hexdigest(),
        "device": sha256(b"device").hexdigest(),
        "registry_index": 77,
        "gpus": GPUS,
        "class": CLASS,
        "n": N,
        "k": K,
        "panels": PANELS,
        "lanes": LANES,
        "steps": STEPS,
        "sample_beacon_entries": entries(1000, b"first"),
        "probe_beacon_entries": entries(1200, b"second"),
    }
    first, second = beacon(inputs["sample_beacon_entries"]), beacon(inputs["probe_beacon_entries"])
    device = bytes.fromhex(inputs["device"])
    s = h(b"io-pow/1", bytes.fromhex(inputs["program_id"]), u64(inputs["epoch"]), bytes.fromhex(inputs["slot_hash"]))
    header = u16(1) + u32(CLASS) + u32(GPUS)
    gpus, roots, bundles, response = [], [], [], b"io-pow-r" + header
    for ordinal in range(GPUS):
        sd = h(b"d", s, device, *(u32(x) for x in (ordinal, CLASS, N, K, PANELS, LANES, STEPS)))
        memory = fill(sd)
        root, bundle, wire, samples, sampled = gpu_part(sd, memory, first)
        probes = []
        for i in range(8):
            draw = h(b"P", second, sd, bundle, u32(i))
            leaf, at = scale(word(draw, 0), 4096), scale(word(draw, 1), 128)
            probes.append([leaf // 64, leaf % 64, at, sampled[leaf // 64][0][leaf % 64][2][at]])
        steps, previous, following, lane_root = sampled[20]
        row_key = key(b"X", sd, 1, 2)
        gpus.append({
            "gpu_seed": sd.hex(),
            "row_key_panel_1_row_2": f"{row_key:016x}",
            "row_word_3": f"{element_word(row_key, 3):016x}",
            "column_key_panel_1_column_2": f"{key(b'Y', sd, 1, 2):016x}",
            "memory_first_16": memory[:16].hex(),
            "memory_sha256": sha256(memory).hexdigest(),
            "lane_5_start": Lane(sd, 5).start().hex(),
            "root": root.hex(),
            "first_16_samples": samples[:16],
            "sample_20_previous": previous.hex(),
            "sample_20_addresses": [step[1] for step in steps[:4]],
            "sample_20_state_63": steps[63][0].hex(),
            "sample_20_next": following.hex(),
            "sample_20_lane_root": lane_root.hex(),
            "bundle_root": bundle.hex(),
            "first_8_probes": probes,
        })
        roots.append(root)
        bundles.append(bundle)
        response += wire
    commit_leaf = h(b"D", s, device, u32(GPUS), tree(b"g", roots, 6)[-1][0])
    response_leaf = h(b"E", s, device, u32(GPUS), tree(b"g", bundles, 6)[-1][0])
    print(json.dumps({
        "inputs": inputs,
        "epoch_seed": s.hex(),
        "sample_beacon": first.hex(),
        "probe_beacon": second.hex(),
        "gpus": gpus,
        "commitment_bytes": (b"io-pow-c" + header + b"".join(roots)).hex(),
        "commit_leaf": commit_leaf.hex(),
        "commit_fleet_root": sparse_root(b"f", commit_leaf, 77, 20).hex(),
        "response_length": len(response),
        "response_sha256": sha256(response).hexdigest(),
        "response_leaf": response_leaf.hex(),
        "response_fleet_root": sparse_root(b"f", response_leaf, 77, 20).hex(),
    }, indent=1))


main()
