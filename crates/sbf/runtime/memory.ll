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
