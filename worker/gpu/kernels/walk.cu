// The walk: a thread a lane. A warp reads its 32 lines four at a time, eight threads to a line, so that every load is
// of 128 bits and every line is one transaction; through shared memory each thread gets its own line.

#define STEPS 64          // of a segment
#define WARPS 4           // of a block
#define LINE_PITCH 9      // 16-byte words of a staged line: 8 and one of padding

// The quarter round of BLAKE2b.
__device__ __forceinline__ u64 turned64(u64 x, int bits) {
    return x >> bits | x << (64 - bits);
}

__device__ __forceinline__ void quarter(u64& a, u64& b, u64& c, u64& d, u64 x, u64 y) {
    a += b + x, d = turned64(d ^ a, 32);
    c += d, b = turned64(b ^ c, 24);
    a += b + y, d = turned64(d ^ a, 16);
    c += d, b = turned64(b ^ c, 63);
}

struct Lane {
    u64 s[4];
};

__device__ __forceinline__ u64 tweak_of(const Seed& seed, u32 lane, u32 step) {
    return finalise(seed.d[0] + ((u64)lane << 32 | step));
}

__device__ __forceinline__ void mix(Lane& lane, const Seed& seed, u64 tweak, const u64 (&m)[16]) {
    u64 v[4] = {lane.s[0] ^ seed.d[1], lane.s[1] ^ seed.d[2], lane.s[2] ^ seed.d[3], lane.s[3] ^ tweak};
#pragma unroll
    for (int g = 0; g < 16; ++g) {
        // Words as they lie, then word 5i + 3 modulo 16 as the i-th.
        const int i = 2 * g, x = i < 16 ? i : (5 * (i - 16) + 3) % 16;
        const int j = i + 1, y = j < 16 ? j : (5 * (j - 16) + 3) % 16;
        quarter(v[g % 4], v[(g + 1) % 4], v[(g + 2) % 4], v[(g + 3) % 4], m[x], m[y]);
    }
#pragma unroll
    for (int i = 0; i < 4; ++i) lane.s[i] ^= v[i];
}

// The lines at every thread's address, for the whole warp at once. All threads of the block take part.
__device__ __forceinline__ void read_lines(const uint4* __restrict__ w, u32 address, u64 (&m)[16]) {
    __shared__ uint4 staged[WARPS][32 * LINE_PITCH];
    uint4* mine = staged[threadIdx.x / 32];
    const u32 lane = threadIdx.x % 32, part = lane % 8;
    uint4 got[8];
#pragma unroll
    for (u32 r = 0; r < 8; ++r) {
        u32 at = __shfl_sync(0xffffffffu, address, 4 * r + lane / 8);
        got[r] = __ldg(w + (u64)at * 8 + part);
    }
    __syncwarp();
#pragma unroll
    for (u32 r = 0; r < 8; ++r) mine[(4 * r + lane / 8) * LINE_PITCH + part] = got[r];
    __syncwarp();
#pragma unroll
    for (u32 i = 0; i < 8; ++i) {
        uint4 piece = mine[lane * LINE_PITCH + i];
        m[2 * i] = joined(piece.x, piece.y), m[2 * i + 1] = joined(piece.z, piece.w);
    }
}

__device__ __forceinline__ void enter(Lane& lane, const Digest& checkpoint) {
#pragma unroll
    for (int i = 0; i < 4; ++i) lane.s[i] = joined(checkpoint.w[2 * i], checkpoint.w[2 * i + 1]);
}

__device__ __forceinline__ Digest state_of(const Lane& lane) {
    Digest state;
#pragma unroll
    for (int i = 0; i < 4; ++i) state.w[2 * i] = (u32)lane.s[i], state.w[2 * i + 1] = (u32)(lane.s[i] >> 32);
    return state;
}

// Walks a segment from `checkpoint` and replaces that by the next.
__device__ __forceinline__ void walk_segment(
    const uint4* __restrict__ w, u32 lines, const Seed& seed, u32 number, u32 segment, Digest& checkpoint) {
    Lane lane;
    enter(lane, checkpoint);
#pragma unroll 1
    for (u32 i = 0; i < STEPS; ++i) {
        u64 tweak = tweak_of(seed, number, segment * STEPS + i);
        u64 m[16];
        read_lines(w, scale(finalise(lane.s[0] ^ tweak), lines), m);
        mix(lane, seed, tweak, m);
    }
    checkpoint = seeded('C', seed, number, segment + 1, state_of(lane));
}

// C_0 of every lane.
extern "C" __global__ void io_pow_start(Seed seed, u32 lanes, uint4* checkpoints) {
    u32 number = blockIdx.x * blockDim.x + threadIdx.x;
    if (number >= lanes) return;
    store_digest(checkpoints + 2 * number, seeded('L', seed, number));
}

// Walks segments first .. first + count of every lane and folds their checkpoints: on level l of `pending`, lanes after
// lanes, lies the root of a complete subtree of 2^l leaves, if bit l of the number of leaves is set. Blocks of 128
// threads; those beyond the last lane walk it once more, because a warp reads together, and write nothing.
extern "C" __global__ void __launch_bounds__(32 * WARPS)
    io_pow_walk(const uint4* __restrict__ w, u32 lines, Seed seed, u32 lanes, u32 first, u32 count,
                uint4* checkpoints, uint4* pending) {
    const u32 thread = blockIdx.x * blockDim.x + threadIdx.x;
    const bool real = thread < lanes;
    const u32 number = real ? thread : lanes - 1;
    Digest checkpoint = load_digest(checkpoints + 2 * number);
    __syncthreads();
#pragma unroll 1
    for (u32 segment = first; segment < first + count; ++segment) {
        walk_segment(w, lines, seed, number, segment, checkpoint);
        Digest hash = checkpoint;
        u32 level = 0;
#pragma unroll 1
        for (; segment >> level & 1; ++level) {
            Digest left = load_digest(pending + 2 * ((u64)level * lanes + number));
            hash = node('c', left, hash);
        }
        if (real) store_digest(pending + 2 * ((u64)level * lanes + number), hash);
    }
    if (real) store_digest(checkpoints + 2 * number, checkpoint);
}

// Walks chosen lanes from their starts and keeps every checkpoint: `kept[lane of the list][segment]`.
extern "C" __global__ void __launch_bounds__(32 * WARPS)
    io_pow_again(const uint4* __restrict__ w, u32 lines, Seed seed, const u32* chosen, u32 lanes, u32 segments,
                 uint4* kept) {
    const u32 thread = blockIdx.x * blockDim.x + threadIdx.x;
    const bool real = thread < lanes;
    const u32 at = real ? thread : lanes - 1, number = chosen[at];
    Digest checkpoint = seeded('L', seed, number);
#pragma unroll 1
    for (u32 segment = 0; segment < segments; ++segment) {
        walk_segment(w, lines, seed, number, segment, checkpoint);
        if (real) store_digest(kept + 2 * ((u64)at * segments + segment), checkpoint);
    }
}

// The steps of chosen segments: state before, address and line of each, for what is handed over.
extern "C" __global__ void __launch_bounds__(32 * WARPS)
    io_pow_steps(const uint4* __restrict__ w, u32 lines, Seed seed, const u32* lanes, const u32* segments,
                 const uint4* starts, u32 count, uint4* states, u32* addresses, uint4* out) {
    const u32 thread = blockIdx.x * blockDim.x + threadIdx.x;
    const bool real = thread < count;
    const u32 at = real ? thread : count - 1, number = lanes[at], segment = segments[at];
    Lane lane;
    enter(lane, load_digest(starts + 2 * at));
#pragma unroll 1
    for (u32 i = 0; i < STEPS; ++i) {
        u64 tweak = tweak_of(seed, number, segment * STEPS + i);
        u32 address = scale(finalise(lane.s[0] ^ tweak), lines);
        u64 m[16];
        read_lines(w, address, m);
        if (real) {
            u64 step = (u64)at * STEPS + i;
            store_digest(states + 2 * step, state_of(lane));
            addresses[step] = address;
#pragma unroll
            for (int j = 0; j < 8; ++j) {
                out[8 * step + j] = make_uint4((u32)m[2 * j], (u32)(m[2 * j] >> 32), (u32)m[2 * j + 1],
                                               (u32)(m[2 * j + 1] >> 32));
            }
        }
        mix(lane, seed, tweak, m);
    }
}
