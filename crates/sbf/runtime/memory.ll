; Memory routines as syscalls of the runtime.
target datalayout = "e-m:e-p:64:64-i64:64-i128:128-n32:64-S128"
target triple = "bpfel"

declare void @sol_memcpy_(ptr, ptr, i64)
declare void @sol_memmove_(ptr, ptr, i64)
declare void @sol_memset_(ptr, i8, i64)
declare void @sol_memcmp_(ptr, ptr, i64, ptr)

; `sol_memcmp_` writes its answer (<0, 0, >0) to a 32-bit result; C's memcmp returns it.
define i32 @__sbf_memcmp(ptr %a, ptr %b, i64 %n) {
  %r = alloca i32, align 4
  store i32 0, ptr %r
  call void @sol_memcmp_(ptr %a, ptr %b, i64 %n, ptr %r)
  %v = load i32, ptr %r
  ret i32 %v
}

; 32 bytes, an address or a hash, from one place to another, which may overlap. A call of this takes five
; slots where the loads and stores, written out, take eight.
define void @__sbf_copy_32(ptr %to, ptr %from) noinline {
  %from1 = getelementptr i8, ptr %from, i64 8
  %from2 = getelementptr i8, ptr %from, i64 16
  %from3 = getelementptr i8, ptr %from, i64 24
  %word0 = load i64, ptr %from, align 1
  %word1 = load i64, ptr %from1, align 1
  %word2 = load i64, ptr %from2, align 1
  %word3 = load i64, ptr %from3, align 1
  %to1 = getelementptr i8, ptr %to, i64 8
  %to2 = getelementptr i8, ptr %to, i64 16
  %to3 = getelementptr i8, ptr %to, i64 24
  store i64 %word0, ptr %to, align 1
  store i64 %word1, ptr %to1, align 1
  store i64 %word2, ptr %to2, align 1
  store i64 %word3, ptr %to3, align 1
  ret void
}
