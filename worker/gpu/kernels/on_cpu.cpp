// The kernels on a CPU, to be compared with the reference: the same source as plain C++.
//
// A block's threads are fibers of one thread, which change places at every barrier and at every exchange within a warp,
// so that all have done what comes before when one goes on. Kernels must therefore meet as many of them in each thread
// of a block; one that does not is reported. Blocks run one after another.
//
// Usage: on_cpu n k panels lanes steps seed(64 hex digits) [segments a launch]. Standard output: W of every panel, the
// roots of the lanes, the root R, then for a few segments their steps: lane, segment, 64 x (state, address, line).

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <functional>
#include <ucontext.h>
#include <vector>

#define IO_POW_ON_CPU
#define __device__
#define __global__
#define __forceinline__ inline
#define __launch_bounds__(...)
#define __constant__ static const
#define __shared__ static

struct uint4 {
    unsigned int x, y, z, w;
} __attribute__((aligned(16)));
static inline uint4 make_uint4(unsigned int x, unsigned int y, unsigned int z, unsigned int w) {
    uint4 made = {x, y, z, w};
    return made;
}
struct Index {
    unsigned int x, y;
};
static Index blockIdx, blockDim;

struct Fiber {
    ucontext_t context;
    std::vector<char> stack;
    Index index;
    bool done;
    unsigned int meetings;
    // What is given to the warp, in turns, so that nobody overwrites what another has yet to read.
    unsigned int given[2][6];
};
static std::vector<Fiber> fibers;
static Fiber* current;
static ucontext_t scheduler;
static std::function<void()> body;
#define threadIdx (current->index)

static void meet() {
    ++current->meetings;
    swapcontext(&current->context, &scheduler);
}
static inline void __syncthreads() { meet(); }
static inline void __syncwarp() { meet(); }

static Fiber& neighbour(unsigned int lane) { return fibers[current->index.x / 32 * 32 + lane]; }

static inline unsigned int __shfl_sync(unsigned int, unsigned int value, unsigned int from) {
    unsigned int turn = current->meetings % 2;
    current->given[turn][0] = value;
    meet();
    return neighbour(from % 32).given[turn][0];
}
template <typename T>
static inline T __ldg(const T* at) {
    return *at;
}
static inline unsigned long long __umul64hi(unsigned long long a, unsigned long long b) {
    return (unsigned long long)((unsigned __int128)a * b >> 64);
}
static inline unsigned int __funnelshift_r(unsigned int low, unsigned int high, int bits) {
    return (unsigned int)(((unsigned long long)high << 32 | low) >> bits);
}
static inline unsigned int __byte_perm(unsigned int x, unsigned int, unsigned int) { return __builtin_bswap32(x); }

// The product of the whole warp from the fragments its lanes give: the layout as fill.cu states it.
static void mma(int (&d)[4], const unsigned int (&a)[4], const unsigned int (&b)[2]) {
    unsigned int turn = current->meetings % 2;
    memcpy(current->given[turn], a, 16);
    memcpy(current->given[turn] + 4, b, 8);
    meet();
    unsigned int group = current->index.x % 32 / 4, quad = current->index.x % 4;
    for (unsigned int out = 0; out < 4; ++out) {
        unsigned int column = 2 * quad + out % 2;
        for (unsigned int k = 0; k < 32; ++k) {
            unsigned int holder = k % 16 / 4, byte = 8 * (k % 4), half = k / 16;
            unsigned int x = neighbour(4 * group + holder).given[turn][out / 2 + 2 * half];
            unsigned int y = neighbour(4 * column + holder).given[turn][4 + half];
            d[out] += (int)(signed char)(x >> byte) * (int)(signed char)(y >> byte);
        }
    }
}

#include "words.cu"
#include "sha256.cu"
#include "operand.cu"
#include "fill.cu"
#include "walk.cu"
#include "merkle.cu"

static void enter_fiber() {
    body();
    current->done = true;
    swapcontext(&current->context, &scheduler);
}

static void launch(unsigned int x, unsigned int y, unsigned int threads, std::function<void()> kernel) {
    body = kernel;
    fibers.resize(threads);
    for (unsigned int block = 0; block < x * y; ++block) {
        blockIdx = {block % x, block / x};
        blockDim = {threads, 1};
        for (unsigned int i = 0; i < threads; ++i) {
            Fiber& fiber = fibers[i];
            fiber.stack.resize(64 << 10);
            getcontext(&fiber.context);
            fiber.context.uc_stack.ss_sp = fiber.stack.data();
            fiber.context.uc_stack.ss_size = fiber.stack.size();
            fiber.index = {i, 0};
            fiber.done = false;
            fiber.meetings = 0;
            makecontext(&fiber.context, enter_fiber, 0);
        }
        for (bool running = true; running;) {
            unsigned int done = 0;
            for (Fiber& fiber : fibers) {
                current = &fiber;
                swapcontext(&scheduler, &fiber.context);
                done += fiber.done;
            }
            if (done != 0 && done != threads) {
                fprintf(stderr, "threads of one block met unequally often\n");
                exit(3);
            }
            running = done == 0;
        }
    }
}

static unsigned int over(unsigned int count, unsigned int threads) { return (count + threads - 1) / threads; }

static void put(const void* bytes, size_t size) {
    if (fwrite(bytes, 1, size, stdout) != size) exit(4);
}

int main(int count, char** arguments) {
    if (count < 7) {
        fprintf(stderr, "usage: on_cpu n k panels lanes steps seed [segments a launch]\n");
        return 2;
    }
    u32 n = atoi(arguments[1]), k = atoi(arguments[2]), panels = atoi(arguments[3]);
    u32 lanes = atoi(arguments[4]), segments = atoi(arguments[5]) / STEPS;
    u32 at_once = count > 7 ? atoi(arguments[7]) : segments;
    unsigned char bytes[32];
    for (int i = 0; i < 32; ++i) {
        char two[3] = {arguments[6][2 * i], arguments[6][2 * i + 1], 0};
        bytes[i] = (unsigned char)strtoul(two, nullptr, 16);
    }
    Seed seed;
    memcpy(seed.d, bytes, 32);

    u32 words = k / 8, pitch = over(words, 8) * 8;
    std::vector<uint4> x((size_t)n * pitch / 2), y(x.size()), w((size_t)panels * n * n / 16), again(w.size());
    std::vector<u64> keys(n);
    std::vector<uint4> sums((size_t)n * n / 4);
    for (u32 panel = 0; panel < panels; ++panel) {
        for (u32 side : {'X', 'Y'}) {
            uint4* lines = side == 'X' ? x.data() : y.data();
            launch(over(n, 256), 1, 256, [&] { io_pow_keys(seed, side, panel, 0, n, keys.data()); });
            launch(over(pitch / 2, 256), n, 256, [&] { io_pow_expand(keys.data(), words, pitch, lines); });
        }
        u8* to = (u8*)w.data() + (size_t)panel * n * n;
        launch(n / SIDE, n / SIDE, 256, [&] { io_pow_fill(x.data(), y.data(), 8 * pitch, n, to); });
        // The other way: the sums as a library leaves them, then their bytes.
        for (u32 i = 0; i < n; ++i) {
            for (u32 j = 0; j < n; ++j) {
                const signed char* a = (const signed char*)x.data() + (size_t)i * 8 * pitch;
                const signed char* b = (const signed char*)y.data() + (size_t)j * 8 * pitch;
                int sum = 0;
                for (u32 c = 0; c < k; ++c) sum += a[c] * b[c];
                ((int*)sums.data())[(size_t)i * n + j] = sum;
            }
        }
        uint4* kept = again.data() + (size_t)panel * n * n / 16;
        launch(over(n * n / 16, 256), 1, 256, [&] { io_pow_keep(sums.data(), n * n / 16, kept); });
    }
    if (memcmp(w.data(), again.data(), 16 * w.size()) != 0) {
        fprintf(stderr, "io_pow_fill and io_pow_keep differ\n");
        return 3;
    }
    put(w.data(), 16 * w.size());

    u32 lines = (u32)(w.size() / 8), depth = 0;
    while (1u << depth < segments) ++depth;
    std::vector<uint4> checkpoints(2 * lanes), pending(2 * (size_t)lanes * (depth + 1)), roots(2 * lanes);
    launch(over(lanes, 128), 1, 128, [&] { io_pow_start(seed, lanes, checkpoints.data()); });
    for (u32 first = 0; first < segments; first += at_once) {
        u32 now = segments - first < at_once ? segments - first : at_once;
        launch(over(lanes, 128), 1, 128, [&] {
            io_pow_walk(w.data(), lines, seed, lanes, first, now, checkpoints.data(), pending.data());
        });
    }
    launch(over(lanes, 128), 1, 128, [&] {
        io_pow_lane_roots(pending.data(), lanes, segments, depth, roots.data());
    });
    put(roots.data(), 16 * roots.size());

    std::vector<uint4> level = roots;
    Digest absent = {{0, 0, 0, 0, 0, 0, 0, 0}};
    for (u32 nodes = lanes; nodes > 1; nodes = over(nodes, 2)) {
        std::vector<uint4> above(2 * over(nodes, 2));
        launch(over(nodes, 256), 1, 128, [&] { io_pow_level(level.data(), nodes, 'r', absent, above.data()); });
        absent = node('r', absent, absent);
        level = above;
    }
    put(level.data(), 32);

    // All segments of a few lanes: their checkpoints by the second walk, their steps by the third.
    u32 few = lanes < 3 ? lanes : 3;
    std::vector<u32> chosen, lane_of, segment_of;
    std::vector<uint4> kept(2 * (size_t)few * segments), starts;
    for (u32 i = 0; i < few; ++i) chosen.push_back((lanes - 1) / few * i);
    launch(1, 1, 128, [&] {
        io_pow_again(w.data(), lines, seed, chosen.data(), few, segments, kept.data());
    });
    std::vector<uint4> first(2 * lanes);
    launch(over(lanes, 128), 1, 128, [&] { io_pow_start(seed, lanes, first.data()); });
    for (u32 i = 0; i < few; ++i) {
        for (u32 segment = 0; segment < segments; ++segment) {
            lane_of.push_back(chosen[i]), segment_of.push_back(segment);
            const uint4* from = segment == 0 ? &first[2 * chosen[i]] : &kept[2 * ((size_t)i * segments + segment - 1)];
            starts.push_back(from[0]), starts.push_back(from[1]);
        }
    }
    u32 samples = (u32)lane_of.size();
    std::vector<uint4> states(2 * (size_t)samples * STEPS), read(8 * (size_t)samples * STEPS);
    std::vector<u32> addresses((size_t)samples * STEPS);
    launch(over(samples, 128), 1, 128, [&] {
        io_pow_steps(w.data(), lines, seed, lane_of.data(), segment_of.data(), starts.data(), samples, states.data(),
                     addresses.data(), read.data());
    });
    for (u32 i = 0; i < samples; ++i) {
        put(&lane_of[i], 4), put(&segment_of[i], 4);
        for (size_t step = (size_t)i * STEPS; step < (size_t)(i + 1) * STEPS; ++step) {
            put(&states[2 * step], 32), put(&addresses[step], 4), put(&read[8 * step], 128);
        }
        size_t at = (size_t)(i / segments) * segments + segment_of[i];
        put(&kept[2 * at], 32);
    }
    return 0;
}
