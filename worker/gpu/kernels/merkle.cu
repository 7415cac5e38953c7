// Trees.

// The root of every lane's tree of `depth` levels from what the walk of `leaves` segments left in `pending`, with
// absent leaves, 32 zero bytes, to the right.
extern "C" __global__ void io_pow_lane_roots(const uint4* pending, u32 lanes, u32 leaves, u32 depth, uint4* roots) {
    u32 number = blockIdx.x * blockDim.x + threadIdx.x;
    if (number >= lanes) return;
    Digest absent = {{0, 0, 0, 0, 0, 0, 0, 0}}, partial = absent;
    bool begun = false;
#pragma unroll 1
    for (u32 level = 0; level < depth; ++level) {
        if (leaves >> level & 1) {
            Digest left = load_digest(pending + 2 * ((u64)level * lanes + number));
            partial = node('c', left, begun ? partial : absent);
            begun = true;
        } else if (begun) {
            partial = node('c', partial, absent);
        }
        absent = node('c', absent, absent);
    }
    if (!begun) partial = load_digest(pending + 2 * ((u64)depth * lanes + number));
    store_digest(roots + 2 * number, partial);
}

// One level of a tree: pairs of `count` nodes, with `absent` for the missing one of the last pair.
extern "C" __global__ void io_pow_level(const uint4* nodes, u32 count, u32 tag, Digest absent, uint4* above) {
    u32 i = blockIdx.x * blockDim.x + threadIdx.x;
    if (i >= (count + 1) / 2) return;
    Digest left = load_digest(nodes + 4 * (u64)i);
    Digest right = 2 * i + 1 < count ? load_digest(nodes + 4 * (u64)i + 2) : absent;
    store_digest(above + 2 * (u64)i, node((u8)tag, left, right));
}
