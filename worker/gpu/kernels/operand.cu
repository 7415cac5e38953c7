// Rows of X and columns of Y.

// Keys of lines first .. first + count of panel `panel`; side is 'X' or 'Y'.
extern "C" __global__ void io_pow_keys(Seed seed, u32 side, u32 panel, u32 first, u32 count, u64* keys) {
    u32 i = blockIdx.x * blockDim.x + threadIdx.x;
    if (i >= count) return;
    Digest digest = seeded((u8)side, seed, panel, first + i);
    keys[i] = joined(digest.w[0], digest.w[1]);
}

// Two words a thread: line blockIdx.y of `words` words, with zeros up to `pitch` words (a multiple of 8), so that a
// product over the padded line is the product.
extern "C" __global__ void io_pow_expand(const u64* keys, u32 words, u32 pitch, uint4* lines) {
    u32 c = 2 * (blockIdx.x * blockDim.x + threadIdx.x);
    if (c >= pitch) return;
    u64 key = keys[blockIdx.y];
    u64 low = c < words ? finalise(key + c * GAMMA) : 0;
    u64 high = c + 1 < words ? finalise(key + (c + 1) * GAMMA) : 0;
    lines[((u64)blockIdx.y * pitch + c) / 2] =
        make_uint4((u32)low, (u32)(low >> 32), (u32)high, (u32)(high >> 32));
}
