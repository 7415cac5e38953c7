; 128-bit shifts by a variable amount of 0 to 127 bits.
target datalayout = "e-m:e-p:64:64-i64:64-i128:128-n32:64-S128"
target triple = "bpfel"

; The low word crosses into the high one; by 64 and more, only the low word matters. The carry is
; shifted in two steps because a 64-bit shift by 64 is undefined.
define i128 @__sbf_shl128(i128 %a, i64 %n) {
  %l = trunc i128 %a to i64
  %s = lshr i128 %a, 64
  %h = trunc i128 %s to i64
  %big = icmp uge i64 %n, 64
  %m = and i64 %n, 63
  %inv = xor i64 %m, 63
  %l1 = lshr i64 %l, 1
  %car = lshr i64 %l1, %inv
  %hs = shl i64 %h, %m
  %hh = or i64 %hs, %car
  %ls = shl i64 %l, %m
  %rh = select i1 %big, i64 %ls, i64 %hh
  %rl = select i1 %big, i64 0, i64 %ls
  %zh = zext i64 %rh to i128
  %zs = shl i128 %zh, 64
  %zl = zext i64 %rl to i128
  %r = or i128 %zs, %zl
  ret i128 %r
}

; As above, to the right, with zeros coming in.
define i128 @__sbf_lshr128(i128 %a, i64 %n) {
  %l = trunc i128 %a to i64
  %s = lshr i128 %a, 64
  %h = trunc i128 %s to i64
  %big = icmp uge i64 %n, 64
  %m = and i64 %n, 63
  %inv = xor i64 %m, 63
  %h1 = shl i64 %h, 1
  %car = shl i64 %h1, %inv
  %ls = lshr i64 %l, %m
  %ll = or i64 %ls, %car
  %hs = lshr i64 %h, %m
  %rl = select i1 %big, i64 %hs, i64 %ll
  %rh = select i1 %big, i64 0, i64 %hs
  %zh = zext i64 %rh to i128
  %zs = shl i128 %zh, 64
  %zl = zext i64 %rl to i128
  %r = or i128 %zs, %zl
  ret i128 %r
}

; As above, to the right, with the sign coming in.
define i128 @__sbf_ashr128(i128 %a, i64 %n) {
  %l = trunc i128 %a to i64
  %s = lshr i128 %a, 64
  %h = trunc i128 %s to i64
  %big = icmp uge i64 %n, 64
  %m = and i64 %n, 63
  %inv = xor i64 %m, 63
  %h1 = shl i64 %h, 1
  %car = shl i64 %h1, %inv
  %ls = lshr i64 %l, %m
  %ll = or i64 %ls, %car
  %hs = ashr i64 %h, %m
  %sg = ashr i64 %h, 63
  %rl = select i1 %big, i64 %hs, i64 %ll
  %rh = select i1 %big, i64 %sg, i64 %hs
  %zh = zext i64 %rh to i128
  %zs = shl i128 %zh, 64
  %zl = zext i64 %rl to i128
  %r = or i128 %zs, %zl
  ret i128 %r
}
