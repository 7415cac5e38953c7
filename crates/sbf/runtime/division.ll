; Signed 64-bit division, and 128-bit division by schoolbook steps on 32-bit digits (Knuth, TAOCP 4.3.1,
; algorithm D, in the form of Hacker's Delight, divlu). The caller never passes a zero divisor: Rust checks.
target datalayout = "e-m:e-p:64:64-i64:64-i128:128-n32:64-S128"
target triple = "bpfel"

; Quotient of the magnitudes; negative if the signs differ.
define i64 @__sbf_sdiv64(i64 %a, i64 %b) {
  %sa = ashr i64 %a, 63
  %xa = xor i64 %a, %sa
  %ua = sub i64 %xa, %sa
  %sb = ashr i64 %b, 63
  %xb = xor i64 %b, %sb
  %ub = sub i64 %xb, %sb
  %q = udiv i64 %ua, %ub
  %s = xor i64 %sa, %sb
  %xq = xor i64 %q, %s
  %r = sub i64 %xq, %s
  ret i64 %r
}

; Remainder of the magnitudes, with the sign of the dividend.
define i64 @__sbf_srem64(i64 %a, i64 %b) {
  %sa = ashr i64 %a, 63
  %xa = xor i64 %a, %sa
  %ua = sub i64 %xa, %sa
  %sb = ashr i64 %b, 63
  %xb = xor i64 %b, %sb
  %ub = sub i64 %xb, %sb
  %q = urem i64 %ua, %ub
  %xq = xor i64 %q, %sa
  %r = sub i64 %xq, %sa
  ret i64 %r
}


; Leading zeros of a word that is not zero: sBPF has no instruction for it, and six comparisons are
; cheaper than the back end's bit count.
define i64 @__sbf_clz64(i64 %x) {
  %c32 = icmp ult i64 %x, 4294967296
  %s32 = shl i64 %x, 32
  %x1 = select i1 %c32, i64 %s32, i64 %x
  %n1 = select i1 %c32, i64 32, i64 0
  %c16 = icmp ult i64 %x1, 281474976710656
  %s16 = shl i64 %x1, 16
  %x2 = select i1 %c16, i64 %s16, i64 %x1
  %a16 = add i64 %n1, 16
  %n2 = select i1 %c16, i64 %a16, i64 %n1
  %c8 = icmp ult i64 %x2, 72057594037927936
  %s8 = shl i64 %x2, 8
  %x3 = select i1 %c8, i64 %s8, i64 %x2
  %a8 = add i64 %n2, 8
  %n3 = select i1 %c8, i64 %a8, i64 %n2
  %c4 = icmp ult i64 %x3, 1152921504606846976
  %s4 = shl i64 %x3, 4
  %x4 = select i1 %c4, i64 %s4, i64 %x3
  %a4 = add i64 %n3, 4
  %n4 = select i1 %c4, i64 %a4, i64 %n3
  %c2 = icmp ult i64 %x4, 4611686018427387904
  %s2 = shl i64 %x4, 2
  %x5 = select i1 %c2, i64 %s2, i64 %x4
  %a2 = add i64 %n4, 2
  %n5 = select i1 %c2, i64 %a2, i64 %n4
  %c1 = icmp sgt i64 %x5, -1
  %a1 = add i64 %n5, 1
  %n6 = select i1 %c1, i64 %a1, i64 %n5
  ret i64 %n6
}

; One quotient digit of 32 bits: floor((r * 2^32 + next) / d) for a divisor d whose top bit is set
; and r < d. The first guess, from the divisor's high half, is at most 2 too large.
define i64 @__sbf_digit(i64 %r, i64 %next, i64 %d) {
entry:
  %dh = lshr i64 %d, 32
  %dl = and i64 %d, 4294967295
  %q0 = udiv i64 %r, %dh
  %p0 = mul i64 %q0, %dh
  %rem0 = sub i64 %r, %p0
  br label %test

test:
  %q = phi i64 [ %q0, %entry ], [ %q1, %lower ]
  %rem = phi i64 [ %rem0, %entry ], [ %rem1, %lower ]
  %big = icmp ugt i64 %q, 4294967295
  br i1 %big, label %lower, label %product

product:
  %have = mul i64 %q, %dl
  %rs = shl i64 %rem, 32
  %room = or i64 %rs, %next
  %over = icmp ugt i64 %have, %room
  br i1 %over, label %lower, label %done

lower:
  %q1 = add i64 %q, -1
  %rem1 = add i64 %rem, %dh
  %again = icmp ult i64 %rem1, 4294967296
  br i1 %again, label %test, label %done

done:
  %result = phi i64 [ %q, %product ], [ %q1, %lower ]
  ret i64 %result
}

; floor((hi * 2^64 + lo) / d) for hi < d, so that the quotient fits a word.
define i64 @__sbf_udiv2by1(i64 %hi, i64 %lo, i64 %d) {
  %small = icmp ult i64 %d, 4294967296
  br i1 %small, label %short, label %long

short:                                            ; a 32-bit divisor: two plain divisions
  %h1 = shl i64 %hi, 32
  %l1 = lshr i64 %lo, 32
  %t1 = or i64 %h1, %l1
  %q1 = udiv i64 %t1, %d
  %m1 = mul i64 %q1, %d
  %r1 = sub i64 %t1, %m1
  %h0 = shl i64 %r1, 32
  %l0 = and i64 %lo, 4294967295
  %t0 = or i64 %h0, %l0
  %q0 = udiv i64 %t0, %d
  %qs = shl i64 %q1, 32
  %qshort = or i64 %qs, %q0
  ret i64 %qshort

long:                                             ; shift until the divisor's top bit is set
  %s = call i64 @__sbf_clz64(i64 %d)
  %dn = shl i64 %d, %s
  %inv = xor i64 %s, 63
  %hn0 = shl i64 %hi, %s
  %lo1 = lshr i64 %lo, 1
  %carry = lshr i64 %lo1, %inv
  %hn = or i64 %hn0, %carry
  %ln = shl i64 %lo, %s
  %nh = lshr i64 %ln, 32
  %qh = call i64 @__sbf_digit(i64 %hn, i64 %nh, i64 %dn)
  %hs = shl i64 %hn, 32
  %ha = or i64 %hs, %nh
  %ph = mul i64 %qh, %dn
  %rh = sub i64 %ha, %ph
  %nl = and i64 %ln, 4294967295
  %ql = call i64 @__sbf_digit(i64 %rh, i64 %nl, i64 %dn)
  %qhs = shl i64 %qh, 32
  %qlong = or i64 %qhs, %ql
  ret i64 %qlong
}

; 128-bit dividend, 64-bit divisor.
define i128 @__sbf_udiv128by64(i128 %a, i64 %b) {
  %al = trunc i128 %a to i64
  %as = lshr i128 %a, 64
  %ah = trunc i128 %as to i64
  %word = icmp eq i64 %ah, 0
  br i1 %word, label %single, label %double

single:
  %q = udiv i64 %al, %b
  %qz = zext i64 %q to i128
  ret i128 %qz

double:
  %qh = udiv i64 %ah, %b
  %ph = mul i64 %qh, %b
  %rh = sub i64 %ah, %ph
  %ql = call i64 @__sbf_udiv2by1(i64 %rh, i64 %al, i64 %b)
  %qhz = zext i64 %qh to i128
  %qhs = shl i128 %qhz, 64
  %qlz = zext i64 %ql to i128
  %r = or i128 %qhs, %qlz
  ret i128 %r
}

; Its remainder: what the quotient's low word leaves, in arithmetic modulo 2^64.
define i64 @__sbf_urem128by64(i128 %a, i64 %b) {
  %al = trunc i128 %a to i64
  %as = lshr i128 %a, 64
  %ah = trunc i128 %as to i64
  %word = icmp eq i64 %ah, 0
  br i1 %word, label %single, label %double

single:
  %r = urem i64 %al, %b
  ret i64 %r

double:
  %rh = urem i64 %ah, %b
  %ql = call i64 @__sbf_udiv2by1(i64 %rh, i64 %al, i64 %b)
  %p = mul i64 %ql, %b
  %rd = sub i64 %al, %p
  ret i64 %rd
}

; Quotient for a divisor of more than 64 bits, which fits a word. The estimate, from the divisor's
; top 64 bits and half the dividend, is right or 1 too large; it is lowered, then checked.
define i64 @__sbf_udiv128wide(i128 %a, i128 %b) {
  %bs = lshr i128 %b, 64
  %bh = trunc i128 %bs to i64
  %bl = trunc i128 %b to i64
  %less = icmp ult i128 %a, %b
  br i1 %less, label %zero, label %estimate

zero:
  ret i64 0

estimate:
  %s = call i64 @__sbf_clz64(i64 %bh)
  %inv = xor i64 %s, 63
  %v0 = shl i64 %bh, %s
  %bl1 = lshr i64 %bl, 1
  %v1 = lshr i64 %bl1, %inv
  %v = or i64 %v0, %v1
  %half = lshr i128 %a, 1
  %ul = trunc i128 %half to i64
  %uhs = lshr i128 %half, 64
  %uh = trunc i128 %uhs to i64
  %q0 = call i64 @__sbf_udiv2by1(i64 %uh, i64 %ul, i64 %v)
  %q1 = lshr i64 %q0, %inv
  %any = icmp ne i64 %q1, 0
  %dec = sext i1 %any to i64
  %q2 = add i64 %q1, %dec
  %pl = call i128 @__sbf_mulwide(i64 %q2, i64 %bl)
  %ph = mul i64 %q2, %bh
  %phz = zext i64 %ph to i128
  %phs = shl i128 %phz, 64
  %p = add i128 %pl, %phs
  %rest = sub i128 %a, %p
  %more = icmp uge i128 %rest, %b
  %inc = zext i1 %more to i64
  %q3 = add i64 %q2, %inc
  ret i64 %q3
}

declare i128 @__sbf_mulwide(i64, i64)

; Unsigned 128-bit quotient.
define i128 @__sbf_udiv128(i128 %a, i128 %b) {
  %bs = lshr i128 %b, 64
  %bh = trunc i128 %bs to i64
  %word = icmp eq i64 %bh, 0
  br i1 %word, label %narrow, label %wide

narrow:
  %bl = trunc i128 %b to i64
  %q = call i128 @__sbf_udiv128by64(i128 %a, i64 %bl)
  ret i128 %q

wide:
  %qw = call i64 @__sbf_udiv128wide(i128 %a, i128 %b)
  %qz = zext i64 %qw to i128
  ret i128 %qz
}

; Unsigned 128-bit remainder.
define i128 @__sbf_urem128(i128 %a, i128 %b) {
  %bs = lshr i128 %b, 64
  %bh = trunc i128 %bs to i64
  %bl = trunc i128 %b to i64
  %word = icmp eq i64 %bh, 0
  br i1 %word, label %narrow, label %wide

narrow:
  %r = call i64 @__sbf_urem128by64(i128 %a, i64 %bl)
  %rz = zext i64 %r to i128
  ret i128 %rz

wide:
  %q = call i64 @__sbf_udiv128wide(i128 %a, i128 %b)
  %pl = call i128 @__sbf_mulwide(i64 %q, i64 %bl)
  %ph = mul i64 %q, %bh
  %phz = zext i64 %ph to i128
  %phs = shl i128 %phz, 64
  %p = add i128 %pl, %phs
  %rw = sub i128 %a, %p
  ret i128 %rw
}

; Signed 128-bit quotient: of the magnitudes; negative if the signs differ.
define i128 @__sbf_sdiv128(i128 %a, i128 %b) {
  %sa = ashr i128 %a, 127
  %xa = xor i128 %a, %sa
  %ua = sub i128 %xa, %sa
  %sb = ashr i128 %b, 127
  %xb = xor i128 %b, %sb
  %ub = sub i128 %xb, %sb
  %q = call i128 @__sbf_udiv128(i128 %ua, i128 %ub)
  %s = xor i128 %sa, %sb
  %xq = xor i128 %q, %s
  %r = sub i128 %xq, %s
  ret i128 %r
}

; Signed 128-bit remainder: of the magnitudes, with the sign of the dividend.
define i128 @__sbf_srem128(i128 %a, i128 %b) {
  %sa = ashr i128 %a, 127
  %xa = xor i128 %a, %sa
  %ua = sub i128 %xa, %sa
  %sb = ashr i128 %b, 127
  %xb = xor i128 %b, %sb
  %ub = sub i128 %xb, %sb
  %m = call i128 @__sbf_urem128(i128 %ua, i128 %ub)
  %xm = xor i128 %m, %sa
  %r = sub i128 %xm, %sa
  ret i128 %r
}
