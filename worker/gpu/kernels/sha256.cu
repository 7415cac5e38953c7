// SHA-256 of the protocol's short messages: a tag byte, then whole words.

__constant__ u32 ROUND[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

__device__ __forceinline__ u32 turned(u32 x, int bits) {
    return __funnelshift_r(x, x, bits);
}

__device__ __forceinline__ u32 swapped(u32 x) {
    return __byte_perm(x, 0, 0x0123);
}

// One block. Sixteen rounds are unrolled, so that the message stays in registers and the code small.
__device__ __forceinline__ void compress(u32 (&state)[8], u32 (&w)[16]) {
    u32 a = state[0], b = state[1], c = state[2], d = state[3];
    u32 e = state[4], f = state[5], g = state[6], h = state[7];
#pragma unroll 1
    for (int t = 0; t < 64; t += 16) {
        if (t != 0) {
#pragma unroll
            for (int i = 0; i < 16; ++i) {
                u32 x = w[(i + 1) & 15], y = w[(i + 14) & 15];
                w[i] += (turned(x, 7) ^ turned(x, 18) ^ (x >> 3)) + w[(i + 9) & 15] +
                        (turned(y, 17) ^ turned(y, 19) ^ (y >> 10));
            }
        }
#pragma unroll
        for (int i = 0; i < 16; ++i) {
            u32 first = h + (turned(e, 6) ^ turned(e, 11) ^ turned(e, 25)) + (g ^ (e & (f ^ g))) +
                        ROUND[t + i] + w[i];
            u32 second = (turned(a, 2) ^ turned(a, 13) ^ turned(a, 22)) + ((a & b) | (c & (a | b)));
            h = g, g = f, f = e, e = d + first;
            d = c, c = b, b = a, a = first + second;
        }
    }
    state[0] += a, state[1] += b, state[2] += c, state[3] += d;
    state[4] += e, state[5] += f, state[6] += g, state[7] += h;
}

// SHA-256 of `tag` and N little-endian words. The tag shifts every word by a byte; 0x80 and the length pad the rest.
template <int N>
__device__ __forceinline__ Digest tagged(u8 tag, const u32 (&message)[N]) {
    const int blocks = (1 + 4 * N + 9 + 63) / 64;
    u32 state[8] = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                    0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
#pragma unroll
    for (int block = 0; block < blocks; ++block) {
        u32 w[16];
#pragma unroll
        for (int i = 0; i < 16; ++i) {
            const int at = 16 * block + i;
            u32 left = at == 0 ? (u32)tag << 24 : at <= N ? swapped(message[at - 1]) << 24 : 0;
            u32 right = at < N ? swapped(message[at < N ? at : 0]) >> 8 : at == N ? 0x800000u : 0;
            w[i] = at == 16 * blocks - 1 ? 8 * (1 + 4 * N) : left | right;
        }
        compress(state, w);
    }
    Digest digest;
#pragma unroll
    for (int i = 0; i < 8; ++i) digest.w[i] = swapped(state[i]);
    return digest;
}

__device__ __forceinline__ u32 seed_word(const Seed& seed, int i) {
    return (u32)(seed.d[i / 2] >> (32 * (i % 2)));
}

// H(tag | Sd | a)
__device__ __forceinline__ Digest seeded(u8 tag, const Seed& seed, u32 a) {
    u32 message[9];
#pragma unroll
    for (int i = 0; i < 8; ++i) message[i] = seed_word(seed, i);
    message[8] = a;
    return tagged(tag, message);
}

// H(tag | Sd | a | b)
__device__ __forceinline__ Digest seeded(u8 tag, const Seed& seed, u32 a, u32 b) {
    u32 message[10];
#pragma unroll
    for (int i = 0; i < 8; ++i) message[i] = seed_word(seed, i);
    message[8] = a, message[9] = b;
    return tagged(tag, message);
}

// H(tag | Sd | a | b | more)
__device__ __forceinline__ Digest seeded(u8 tag, const Seed& seed, u32 a, u32 b, const Digest& more) {
    u32 message[18];
#pragma unroll
    for (int i = 0; i < 8; ++i) message[i] = seed_word(seed, i);
    message[8] = a, message[9] = b;
#pragma unroll
    for (int i = 0; i < 8; ++i) message[10 + i] = more.w[i];
    return tagged(tag, message);
}

// H(tag | left | right)
__device__ __forceinline__ Digest node(u8 tag, const Digest& left, const Digest& right) {
    u32 message[16];
#pragma unroll
    for (int i = 0; i < 8; ++i) message[i] = left.w[i], message[8 + i] = right.w[i];
    return tagged(tag, message);
}
