; Pointers: offsets in bytes, loads and stores of every type, aligned or not, casts, and comparisons.
test run evaluator cpu aarch64
; @second([1.5, 2.5]:f64) == 2.5
; @through_a_cast([1.0]:f64) == 4607182418800017408
; @low_half([4607182418800017409]:i64) == 1
; @stored([1, 2, 3]:i32) == [1, -7, 3]:i32
; @unaligned([0, 1, 0, 0, 0, 2]:u8) == 1
; @unaligned_store([0, 0, 0, 0, 0]:u8) == [0, 4, 3, 2, 1]:u8
; @same_place([1, 2]:i64) == true
; @other_place([1, 2]:i64) == true
; @no_owner() == true
; @bytes_of_bool([true, false]:bool) == 1
; @complex_in_memory([complex(1.0, 2.0)]:c128) == 2.0
; @distance([1, 2, 3]:i16) == 4

func @second(%a: array<f64,1,C>) -> f64 noraise {
entry:
  %p = get ptr<f64> 1, %a
  %0 = const i64 8
  %q = pointer_offset ptr<f64> %p, %0
  %1 = load f64 %q
  return %1
}

func @through_a_cast(%a: array<f64,1,C>) -> i64 noraise {
entry:
  %p = get ptr<f64> 1, %a
  %q = pointer_cast ptr<i64> %p
  %0 = load i64 %q
  return %0
}

func @low_half(%a: array<i64,1,C>) -> i32 noraise {
entry:
  %p = get ptr<i64> 1, %a
  %q = pointer_cast ptr<i32> %p
  %0 = load i32 %q
  return %0
}

func @stored(%a: array<i32,1,C>) -> array<i32,1,C> noraise {
entry:
  %p = get ptr<i32> 1, %a
  %0 = const i64 4
  %1 = const i32 -7
  %q = pointer_offset ptr<i32> %p, %0
  store %q, %1
  return %a
}

func @unaligned(%a: array<u8,1,C>) -> i32 noraise {
entry:
  %p = get ptr<u8> 1, %a
  %0 = const i64 1
  %q = pointer_offset ptr<u8> %p, %0
  %r = pointer_cast ptr<i32> %q
  %1 = load i32 1, %r
  return %1
}

func @unaligned_store(%a: array<u8,1,C>) -> array<u8,1,C> noraise {
entry:
  %p = get ptr<u8> 1, %a
  %0 = const i64 1
  %1 = const i32 16909060
  %q = pointer_offset ptr<u8> %p, %0
  %r = pointer_cast ptr<i32> %q
  store 1, %r, %1
  return %a
}

func @same_place(%a: array<i64,1,C>) -> bool noraise {
entry:
  %p = get ptr<i64> 1, %a
  %0 = const i64 8
  %1 = const i64 -8
  %q = pointer_offset ptr<i64> %p, %0
  %r = pointer_offset ptr<i64> %q, %1
  %2 = eq bool %p, %r
  return %2
}

func @other_place(%a: array<i64,1,C>) -> bool noraise {
entry:
  %p = get ptr<i64> 1, %a
  %0 = const i64 8
  %q = pointer_offset ptr<i64> %p, %0
  %1 = ne bool %p, %q
  return %1
}

func @no_owner() -> bool noraise {
entry:
  %0 = zero owner
  %1 = zero owner
  %2 = eq bool %0, %1
  return %2
}

func @bytes_of_bool(%a: array<bool,1,C>) -> u8 noraise {
entry:
  %p = get ptr<bool> 1, %a
  %q = pointer_cast ptr<u8> %p
  %0 = load u8 %q
  return %0
}

func @complex_in_memory(%a: array<c128,1,C>) -> f64 noraise {
entry:
  %p = get ptr<c128> 1, %a
  %q = pointer_cast ptr<f64> %p
  %0 = const i64 8
  %r = pointer_offset ptr<f64> %q, %0
  %1 = load f64 %r
  return %1
}

func @distance(%a: array<i16,1,C>) -> i64 noraise {
entry:
  %p = get ptr<i16> 1, %a
  %0 = const i64 4
  %q = pointer_offset ptr<i16> %p, %0
  %1 = bitcast i64 %p
  %2 = bitcast i64 %q
  %3 = sub i64 %2, %1
  return %3
}
