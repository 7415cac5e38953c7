// W: bytes 1 of the exact int32 sums, by the tensor cores' m16n8k32 product of int8.
//
// A block of eight warps makes 128 x 128 bytes, a warp 64 x 32 of them. 64 elements of each of 128 rows and columns are
// staged at a time, in lines of 80 bytes: eight rows' words at one column then lie in different banks.

#ifndef IO_POW_ON_CPU
// d += a * b. Fragments by lane, g = lane / 4 and q = lane % 4, four int8 or one int32 each (PTX ISA, "Matrix Fragments
// for mma.m16n8k32"): a = rows g, g + 8, g, g + 8 at columns 4q, 4q, 16 + 4q, 16 + 4q; b = rows 4q, 16 + 4q of column g;
// d = rows g, g, g + 8, g + 8 at columns 2q, 2q + 1, 2q, 2q + 1.
__device__ __forceinline__ void mma(int (&d)[4], const u32 (&a)[4], const u32 (&b)[2]) {
    asm volatile(
        "mma.sync.aligned.m16n8k32.row.col.s32.s8.s8.s32 {%0,%1,%2,%3}, {%4,%5,%6,%7}, {%8,%9}, {%0,%1,%2,%3};"
        : "+r"(d[0]), "+r"(d[1]), "+r"(d[2]), "+r"(d[3])
        : "r"(a[0]), "r"(a[1]), "r"(a[2]), "r"(a[3]), "r"(b[0]), "r"(b[1]));
}
#endif

#define SIDE 128      // rows and columns of a block's part
#define STAGE 64      // elements of each staged at a time
#define PITCH 5       // 16-byte words of a staged line: 4 and one of padding

// A strip of rows of X times all columns of Y: lines of `pitch` bytes, a multiple of STAGE. Block (x, y) makes columns
// 128x .. and the strip's rows 128y ..; `w` is where the strip begins.
extern "C" __global__ void __launch_bounds__(256, 2)
    io_pow_fill(const uint4* __restrict__ rows, const uint4* __restrict__ columns, u32 pitch, u32 n, u8* w) {
    __shared__ uint4 staged[2][2][SIDE * PITCH];
    const u32 thread = threadIdx.x, lane = thread % 32, warp = thread / 32;
    const u32 group = lane / 4, quad = lane % 4;
    const u32 top = 64 * (warp % 2), left = 32 * (warp / 2);

    // Each thread carries two pieces of 16 bytes of each side: its line and the one 64 below.
    const u32 line = thread / 4, piece = thread % 4, long_pitch = pitch / 16;
    const uint4* x = rows + (u64)(SIDE * blockIdx.y + line) * long_pitch + piece;
    const uint4* y = columns + (u64)(SIDE * blockIdx.x + line) * long_pitch + piece;
    const u64 below = (u64)64 * long_pitch;
    const u32 to = line * PITCH + piece;

    int sums[4][4][4] = {};
    uint4 x0 = __ldg(x), x1 = __ldg(x + below), y0 = __ldg(y), y1 = __ldg(y + below);
    const u32 stages = pitch / STAGE;
    for (u32 stage = 0; stage < stages; ++stage) {
        const u32 now = stage % 2;
        staged[now][0][to] = x0, staged[now][0][to + 64 * PITCH] = x1;
        staged[now][1][to] = y0, staged[now][1][to + 64 * PITCH] = y1;
        // Whoever writes this buffer two stages on has passed the barrier of the stage between.
        __syncthreads();
        if (stage + 1 < stages) {
            const u32 next = (stage + 1) * (STAGE / 16);
            x0 = __ldg(x + next), x1 = __ldg(x + below + next);
            y0 = __ldg(y + next), y1 = __ldg(y + below + next);
        }
        const u32* xs = (const u32*)staged[now][0];
        const u32* ys = (const u32*)staged[now][1];
#pragma unroll
        for (u32 half = 0; half < 2; ++half) {
            u32 b[4][2];
#pragma unroll
            for (u32 j = 0; j < 4; ++j) {
                const u32* at = ys + (left + 8 * j + group) * (4 * PITCH) + 8 * half + quad;
                b[j][0] = at[0], b[j][1] = at[4];
            }
#pragma unroll
            for (u32 i = 0; i < 4; ++i) {
                const u32* at = xs + (top + 16 * i + group) * (4 * PITCH) + 8 * half + quad;
                u32 a[4] = {at[0], at[8 * 4 * PITCH], at[4], at[8 * 4 * PITCH + 4]};
#pragma unroll
                for (u32 j = 0; j < 4; ++j) mma(sums[i][j], a, b[j]);
            }
        }
    }

#pragma unroll
    for (u32 i = 0; i < 4; ++i) {
#pragma unroll
        for (u32 j = 0; j < 4; ++j) {
            const int* d = sums[i][j];
            u64 row = SIDE * blockIdx.y + top + 16 * i + group;
            u64 column = SIDE * blockIdx.x + left + 8 * j + 2 * quad;
            *(u16*)(w + row * n + column) = (u16)(((u32)d[0] >> 8 & 255) | ((u32)d[1] & 0xff00));
            *(u16*)(w + (row + 8) * n + column) = (u16)(((u32)d[2] >> 8 & 255) | ((u32)d[3] & 0xff00));
        }
    }
}

__device__ __forceinline__ u32 kept(uint4 sums) {
    return (sums.x >> 8 & 255) | (sums.y & 0xff00) | (sums.z >> 8 & 255) << 16 | (sums.w & 0xff00) << 16;
}

// The same from sums that a library has made: 16 of them, in 64 bytes, become 16 bytes.
extern "C" __global__ void io_pow_keep(const uint4* __restrict__ sums, u64 sixteens, uint4* w) {
    u64 at = (u64)blockIdx.x * blockDim.x + threadIdx.x;
    if (at >= sixteens) return;
    const uint4* from = sums + 4 * at;
    w[at] = make_uint4(kept(__ldg(from)), kept(__ldg(from + 1)), kept(__ldg(from + 2)), kept(__ldg(from + 3)));
}
