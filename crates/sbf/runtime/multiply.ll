; Products wider than 64 bits, from 32-bit halves: sBPF v0 has no instruction for the high word.
target datalayout = "e-m:e-p:64:64-i64:64-i128:128-n32:64-S128"
target triple = "bpfel"

; High word of a 64 x 64 product. No carry is lost: m3 <= 3 * (2^32 - 1).
define i64 @__sbf_mulhi(i64 %a, i64 %b) {
  %a0 = and i64 %a, 4294967295
  %a1 = lshr i64 %a, 32
  %b0 = and i64 %b, 4294967295
  %b1 = lshr i64 %b, 32
  %p00 = mul i64 %a0, %b0
  %p01 = mul i64 %a0, %b1
  %p10 = mul i64 %a1, %b0
  %p11 = mul i64 %a1, %b1
  %c = lshr i64 %p00, 32
  %m0 = and i64 %p01, 4294967295
  %m1 = and i64 %p10, 4294967295
  %m2 = add i64 %c, %m0
  %m3 = add i64 %m2, %m1
  %h0 = lshr i64 %p01, 32
  %h1 = lshr i64 %p10, 32
  %h2 = lshr i64 %m3, 32
  %h3 = add i64 %p11, %h0
  %h4 = add i64 %h3, %h1
  %h5 = add i64 %h4, %h2
  ret i64 %h5
}

; The full 64 x 64 -> 128 product.
define i128 @__sbf_mulwide(i64 %a, i64 %b) {
  %lo = mul i64 %a, %b
  %hi = call i64 @__sbf_mulhi(i64 %a, i64 %b)
  %hz = zext i64 %hi to i128
  %hs = shl i128 %hz, 64
  %lz = zext i64 %lo to i128
  %r = or i128 %hs, %lz
  ret i128 %r
}

; Low 128 bits of a product: lo*lo in full, plus the low words of the cross products.
define i128 @__sbf_mul128(i128 %a, i128 %b) {
  %al = trunc i128 %a to i64
  %as = lshr i128 %a, 64
  %ah = trunc i128 %as to i64
  %bl = trunc i128 %b to i64
  %bs = lshr i128 %b, 64
  %bh = trunc i128 %bs to i64
  %lo = mul i64 %al, %bl
  %h = call i64 @__sbf_mulhi(i64 %al, i64 %bl)
  %x = mul i64 %al, %bh
  %y = mul i64 %ah, %bl
  %h1 = add i64 %h, %x
  %h2 = add i64 %h1, %y
  %hz = zext i64 %h2 to i128
  %hs = shl i128 %hz, 64
  %lz = zext i64 %lo to i128
  %r = or i128 %hs, %lz
  ret i128 %r
}

; Unsigned 64-bit product and whether it overflowed: it did if the high word is not 0.
define { i64, i1 } @__sbf_umulo64(i64 %a, i64 %b) {
  %l = mul i64 %a, %b
  %h = call i64 @__sbf_mulhi(i64 %a, i64 %b)
  %o = icmp ne i64 %h, 0
  %r0 = insertvalue { i64, i1 } poison, i64 %l, 0
  %r1 = insertvalue { i64, i1 } %r0, i1 %o, 1
  ret { i64, i1 } %r1
}

; Signed 64-bit product and whether it overflowed: the signed high word is the unsigned one less
; (a < 0 ? b : 0) and (b < 0 ? a : 0), and must equal the sign of the low word.
define { i64, i1 } @__sbf_smulo64(i64 %a, i64 %b) {
  %l = mul i64 %a, %b
  %hu = call i64 @__sbf_mulhi(i64 %a, i64 %b)
  %sa = ashr i64 %a, 63
  %sb = ashr i64 %b, 63
  %ca = and i64 %sa, %b
  %cb = and i64 %sb, %a
  %h1 = sub i64 %hu, %ca
  %h2 = sub i64 %h1, %cb
  %sl = ashr i64 %l, 63
  %o = icmp ne i64 %h2, %sl
  %r0 = insertvalue { i64, i1 } poison, i64 %l, 0
  %r1 = insertvalue { i64, i1 } %r0, i1 %o, 1
  ret { i64, i1 } %r1
}

; Unsigned 128-bit product and whether it overflowed: if both high words are set, if a cross
; product needs a high word, or if adding them to the high word of lo*lo carries out.
define { i128, i1 } @__sbf_umulo128(i128 %a, i128 %b) {
  %al = trunc i128 %a to i64
  %as = lshr i128 %a, 64
  %ah = trunc i128 %as to i64
  %bl = trunc i128 %b to i64
  %bs = lshr i128 %b, 64
  %bh = trunc i128 %bs to i64
  %az = icmp ne i64 %ah, 0
  %bz = icmp ne i64 %bh, 0
  %both = and i1 %az, %bz
  %h1 = call i64 @__sbf_mulhi(i64 %ah, i64 %bl)
  %h2 = call i64 @__sbf_mulhi(i64 %al, i64 %bh)
  %o1 = icmp ne i64 %h1, 0
  %o2 = icmp ne i64 %h2, 0
  %m1 = mul i64 %ah, %bl
  %m2 = mul i64 %al, %bh
  %ms = add i64 %m1, %m2
  %h = call i64 @__sbf_mulhi(i64 %al, i64 %bl)
  %hh = add i64 %h, %ms
  %o3 = icmp ult i64 %hh, %h
  %x1 = or i1 %both, %o1
  %x2 = or i1 %x1, %o2
  %x3 = or i1 %x2, %o3
  %lo = mul i64 %al, %bl
  %hz = zext i64 %hh to i128
  %hs = shl i128 %hz, 64
  %lz = zext i64 %lo to i128
  %r = or i128 %hs, %lz
  %r0 = insertvalue { i128, i1 } poison, i128 %r, 0
  %r1 = insertvalue { i128, i1 } %r0, i1 %x3, 1
  ret { i128, i1 } %r1
}

; Signed 128-bit product and whether it overflowed: of the magnitudes, with the sign put back;
; it overflowed too if the result has the wrong sign and is not zero.
define { i128, i1 } @__sbf_smulo128(i128 %a, i128 %b) {
  %sa = icmp slt i128 %a, 0
  %na = sub i128 0, %a
  %aa = select i1 %sa, i128 %na, i128 %a
  %sb = icmp slt i128 %b, 0
  %nb = sub i128 0, %b
  %ab = select i1 %sb, i128 %nb, i128 %b
  %p = call { i128, i1 } @__sbf_umulo128(i128 %aa, i128 %ab)
  %v = extractvalue { i128, i1 } %p, 0
  %o = extractvalue { i128, i1 } %p, 1
  %neg = xor i1 %sa, %sb
  %nv = sub i128 0, %v
  %rv = select i1 %neg, i128 %nv, i128 %v
  %rs = icmp slt i128 %rv, 0
  %nz = icmp ne i128 %v, 0
  %bad = xor i1 %rs, %neg
  %bad2 = and i1 %bad, %nz
  %oo = or i1 %o, %bad2
  %r0 = insertvalue { i128, i1 } poison, i128 %rv, 0
  %r1 = insertvalue { i128, i1 } %r0, i1 %oo, 1
  ret { i128, i1 } %r1
}
