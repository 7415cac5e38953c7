// Numbers of the proof of work, as docs/proof-of-work.md has them. All files here are one source, in the order
// words, sha256, operand, fill, walk, merkle: NVRTC compiles it for the card at hand, and on_cpu.cpp as plain C++.

typedef unsigned char u8;
typedef unsigned short u16;
typedef unsigned int u32;
typedef unsigned long long u64;

// The words d0..d3 of a GPU's seed Sd, and a digest as eight little-endian words.
struct Seed {
    u64 d[4];
};
struct Digest {
    u32 w[8];
};

#define GAMMA 0x9E3779B97F4A7C15ull

// The finaliser of splitmix64.
__device__ __forceinline__ u64 finalise(u64 x) {
    x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9ull;
    x = (x ^ (x >> 27)) * 0x94D049BB133111EBull;
    return x ^ (x >> 31);
}

// floor(draw * bound / 2^64)
__device__ __forceinline__ u32 scale(u64 draw, u32 bound) {
    return (u32)__umul64hi(draw, (u64)bound);
}

__device__ __forceinline__ u64 joined(u32 low, u32 high) {
    return (u64)low | (u64)high << 32;
}

// Digests lie in memory as 32 bytes, 16-byte aligned: two loads or stores of 128 bits.
__device__ __forceinline__ Digest load_digest(const uint4* at) {
    uint4 a = at[0], b = at[1];
    Digest digest = {{a.x, a.y, a.z, a.w, b.x, b.y, b.z, b.w}};
    return digest;
}

__device__ __forceinline__ void store_digest(uint4* at, const Digest& digest) {
    const u32* w = digest.w;
    at[0] = make_uint4(w[0], w[1], w[2], w[3]);
    at[1] = make_uint4(w[4], w[5], w[6], w[7]);
}
