; Arrays: loads, stores, views with other strides, allocation in both orders, constants, reductions by loops.
test run evaluator cpu aarch64
; @at([1.5, 2.5, 3.5]:f64, 2) == 3.5
; @at2([[1, 2], [3, 4]]:i16, 1, 0) == 3
; @at_strided([1.0, 2.0, 3.0]:f32, 1) == 2.0
; @sum([1.0, 2.0, 4.0]:f64) == 7.0
; @sum([]:f64) == 0.0
; @sum_rows([[1, 2, 3], [10, 20, 30]]:i64) == [6, 60]:i64
; @sum_rows([[]]:i64) == [0]:i64
; @sum_rows([]:i64) == []:i64
; @filled(3, 7) == [7, 7, 7]:u8
; @filled(0, 7) == []:u8
; @filled(-1, 7) raises ValueError
; @too_big(4611686018427387904) raises ValueError
; @identity(2) == [[1.0, 0.0], [0.0, 1.0]]:f64
; @reversed([1, 2, 3]:i32) == [3, 2, 1]:i32
; @reversed([]:i32) == []:i32
; @transposed([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]:f64) == [[1.0, 4.0], [2.0, 5.0], [3.0, 6.0]]:f64
; @every_second([1, 2, 3, 4, 5]:i64) == [1, 3, 5]:i64
; @constant() == [258, 772]:u16
; @constant_at(1) == 772
; @in_place([1.0, 2.0]:f64) == [2.0, 1.0]:f64
; @bools([true, false, true]:bool) == 2
; @complexes([complex(1.0, 2.0), complex(3.0, -1.0)]:c128) == complex(4.0, 1.0)
; @halves([1.5, 2.5]:f16) == 4.0
; @no_dimensions(5) == 5:i64
; @size([[1, 2, 3], [4, 5, 6]]:i64) == 6

func @at(%a: array<f64,1,C>, %i: i64) -> f64 noraise {
entry:
  %0 = array_load f64 %a, %i
  return %0
}

func @at2(%a: array<i16,2,F>, %i: i64, %j: i64) -> i16 noraise {
entry:
  %0 = array_load i16 %a, %i, %j
  return %0
}

func @at_strided(%a: array<f32,1,A>, %i: i64) -> f32 noraise {
entry:
  %0 = array_load f32 %a, %i
  return %0
}

func @sum(%a: array<f64,1,C>) -> f64 noraise {
entry:
  %0 = const i64 0
  %1 = const i64 1
  %2 = const f64 0.0
  %n = get i64 2, %a
  jump head(%0, %2)
head(%i: i64, %sum: f64):
  %3 = lt bool %i, %n
  branch %3, body, done
body:
  %4 = array_load f64 %a, %i
  %5 = add f64 %sum, %4
  %6 = add i64 %i, %1
  jump head(%6, %5)
done:
  return %sum
}

func @sum_rows(%a: array<i64,2,A>) -> array<i64,1,C> {
entry:
  %0 = const i64 0
  %1 = const i64 1
  %rows = get i64 2, %a
  %columns = get i64 3, %a
  %out = array_alloc array<i64,1,C> %rows
  jump outer(%0)
outer(%i: i64):
  %2 = lt bool %i, %rows
  branch %2, inner(%0, %0), done
inner(%j: i64, %sum: i64):
  %3 = lt bool %j, %columns
  branch %3, body, store
body:
  %4 = array_load i64 %a, %i, %j
  %5 = add i64 %sum, %4
  %6 = add i64 %j, %1
  jump inner(%6, %5)
store:
  array_store %out, %sum, %i
  %7 = add i64 %i, %1
  jump outer(%7)
done:
  return %out
}

func @filled(%n: i64, %value: u8) -> array<u8,1,C> {
entry:
  %0 = const i64 0
  %1 = const i64 1
  %out = array_alloc array<u8,1,C> %n
  jump head(%0)
head(%i: i64):
  %2 = lt bool %i, %n
  branch %2, body, done
body:
  array_store %out, %value, %i
  %3 = add i64 %i, %1
  jump head(%3)
done:
  return %out
}

func @too_big(%n: i64) -> i64 {
entry:
  %0 = array_alloc array<f64,2,C> %n, %n
  %1 = get i64 2, %0
  return %1
}

func @identity(%n: i64) -> array<f64,2,F> {
entry:
  %0 = const i64 0
  %1 = const i64 1
  %out = array_alloc array<f64,2,F> %n, %n
  jump outer(%0)
outer(%i: i64):
  %2 = lt bool %i, %n
  branch %2, inner(%0), done
inner(%j: i64):
  %3 = lt bool %j, %n
  branch %3, body, next
body:
  %4 = eq bool %i, %j
  %5 = convert f64 %4
  array_store %out, %5, %i, %j
  %6 = add i64 %j, %1
  jump inner(%6)
next:
  %7 = add i64 %i, %1
  jump outer(%7)
done:
  return %out
}

; Walks the memory of its argument backwards.
func @reversed(%a: array<i32,1,C>) -> array<i32,1,A> {
entry:
  %0 = const i64 1
  %p = get ptr<i32> 1, %a
  %n = get i64 2, %a
  %stride = get i64 3, %a
  %1 = sub i64 %n, %0
  %2 = mul i64 %1, %stride
  %last = pointer_offset ptr<i32> %p, %2
  %back = neg i64 %stride
  %view = array_view array<i32,1,A> %a, %last, %n, %back
  return %view
}

func @transposed(%a: array<f64,2,C>) -> array<f64,2,F> noraise {
entry:
  %p = get ptr<f64> 1, %a
  %0 = get i64 2, %a
  %1 = get i64 3, %a
  %2 = get i64 4, %a
  %3 = get i64 5, %a
  %view = array_view array<f64,2,F> %a, %p, %1, %0, %3, %2
  return %view
}

; The view keeps the memory of what was allocated here.
func @every_second(%a: array<i64,1,C>) -> array<i64,1,A> {
entry:
  %copy = array_map array<i64,1,C> @same, %a
  %p = get ptr<i64> 1, %copy
  %n = get i64 2, %copy
  %stride = get i64 3, %copy
  %0 = const i64 2
  %1 = const i64 1
  %2 = add i64 %n, %1
  %3 = floordiv i64 %2, %0
  %4 = mul i64 %stride, %0
  %view = array_view array<i64,1,A> %copy, %p, %3, %4
  return %view
}

func @same(%a: i64) -> i64 noraise kernel {
entry:
  return %a
}

data 0 = array<u16,1,C,readonly> [2] "02010403"

func @constant() -> array<u16,1,C,readonly> noraise {
entry:
  %0 = const_array array<u16,1,C,readonly> data:0
  return %0
}

func @constant_at(%i: i64) -> u16 noraise {
entry:
  %0 = const_array array<u16,1,C,readonly> data:0
  %1 = array_load u16 %0, %i
  return %1
}

; The argument's own memory changes, and comes back.
func @in_place(%a: array<f64,1,C>) -> array<f64,1,C> noraise {
entry:
  %0 = const i64 0
  %1 = const i64 1
  %2 = array_load f64 %a, %0
  %3 = array_load f64 %a, %1
  array_store %a, %3, %0
  array_store %a, %2, %1
  return %a
}

func @bools(%a: array<bool,1,C>) -> i64 noraise {
entry:
  %0 = const i64 0
  %1 = const i64 1
  %n = get i64 2, %a
  jump head(%0, %0)
head(%i: i64, %count: i64):
  %2 = lt bool %i, %n
  branch %2, body, done
body:
  %3 = array_load bool %a, %i
  %4 = convert i64 %3
  %5 = add i64 %count, %4
  %6 = add i64 %i, %1
  jump head(%6, %5)
done:
  return %count
}

func @complexes(%a: array<c128,1,C>) -> c128 noraise {
entry:
  %0 = const i64 0
  %1 = const i64 1
  %2 = array_load c128 %a, %0
  %3 = array_load c128 %a, %1
  %4 = add c128 %2, %3
  return %4
}

func @halves(%a: array<f16,1,A>) -> f16 noraise {
entry:
  %0 = const i64 0
  %1 = const i64 1
  %2 = array_load f16 %a, %0
  %3 = array_load f16 %a, %1
  %4 = add f16 %2, %3
  return %4
}

func @no_dimensions(%x: i64) -> array<i64,0,C> {
entry:
  %0 = array_alloc array<i64,0,C>
  array_store %0, %x
  return %0
}

func @size(%a: array<i64,2,C>) -> i64 noraise {
entry:
  %0 = get i64 2, %a
  %1 = get i64 3, %a
  %2 = mul i64 %0, %1
  return %2
}
