; Array maps: element by element with broadcasting, over every layout, chained, into arrays that exist, and errors in them.
test run evaluator cpu aarch64
; @sum([1.0, 2.0]:f64, [10.0, 20.0]:f64) == [11.0, 22.0]:f64
; @sum([1.0]:f64, [10.0, 20.0]:f64) == [11.0, 21.0]:f64
; @sum([]:f64, [10.0]:f64) == []:f64
; @sum([]:f64, []:f64) == []:f64
; @sum([1.0, 2.0]:f64, [1.0, 2.0, 3.0]:f64) raises ValueError
; @sum([]:f64, [1.0, 2.0]:f64) raises ValueError
; @with_scalar([1.0, 2.0]:f64, 0.5) == [1.5, 2.5]:f64
; @outer([[1.0], [2.0]]:f64, [10.0, 20.0, 30.0]:f64) == [[11.0, 21.0, 31.0], [12.0, 22.0, 32.0]]:f64
; @both_layouts([[1.0, 2.0], [3.0, 4.0]]:f64, [[10.0, 20.0], [30.0, 40.0]]:f64) == [[11.0, 22.0], [33.0, 44.0]]:f64
; @strided([1.0, 2.0, 3.0]:f64, [4.0, 5.0, 6.0]:f64) == [5.0, 7.0, 9.0]:f64
; @chain([1.0, 2.0]:f64, [3.0, 4.0]:f64, [0.5, 0.25]:f64) == [2.0, 1.5]:f64
; @used_twice([3.0]:f64) == [18.0]:f64
; @to_bytes([1.9, -1.9, 300.0, nan]:f64) == [1, -1, 127, 0]:i8
; @compare([1, 5]:i64, 3) == [true, false]:bool
; @into([1.0, 2.0]:f64, [10.0, 20.0]:f64) == [11.0, 22.0]:f64
; @into([1.0, 2.0]:f64, [10.0]:f64) == [11.0, 12.0]:f64
; @into([1.0]:f64, [10.0, 20.0]:f64) raises ValueError
; @shifted_into_itself([1.0, 2.0, 3.0, 4.0]:f64) == [1.0, 2.0, 4.0, 6.0]:f64
; @reciprocals([4, 2]:i64) == [2, 5]:i64
; @reciprocals([4, 0]:i64) raises ZeroDivisionError
; @error_after_a_temporary([4, 0]:i64, [1, 1]:i64) raises ZeroDivisionError
; @caught([0]:i64) == -1
; @caught([5]:i64) == 2
; @cube([[[1, 2], [3, 4]], [[5, 6], [7, 8]]]:i32) == [[[1, 4], [9, 16]], [[25, 36], [49, 64]]]:i32
; @complex_numbers([complex(1.0, 1.0)]:c64, [complex(0.0, 2.0)]:c64) == [complex(-2.0, 2.0)]:c64
; @no_dimensions(3.0, 4.0) == 7.0:f64
; @loop_of_maps([1.0, 1.0]:f64, 10) == [1024.0, 1024.0]:f64

func @sum(%a: array<f64,1,C>, %b: array<f64,1,C>) -> array<f64,1,C> {
entry:
  %0 = array_map array<f64,1,C> @add, %a, %b
  return %0
}

func @add(%a: f64, %b: f64) -> f64 noraise kernel {
entry:
  %0 = add f64 %a, %b
  return %0
}

func @mul(%a: f64, %b: f64) -> f64 noraise kernel {
entry:
  %0 = mul f64 %a, %b
  return %0
}

func @with_scalar(%a: array<f64,1,C>, %b: f64) -> array<f64,1,C> {
entry:
  %0 = array_map array<f64,1,C> @add, %a, %b
  return %0
}

func @outer(%a: array<f64,2,C>, %b: array<f64,1,C>) -> array<f64,2,C> {
entry:
  %0 = array_map array<f64,2,C> @add, %a, %b
  return %0
}

func @both_layouts(%a: array<f64,2,C>, %b: array<f64,2,F>) -> array<f64,2,F> {
entry:
  %0 = array_map array<f64,2,F> @add, %a, %b
  return %0
}

func @strided(%a: array<f64,1,A>, %b: array<f64,1,A>) -> array<f64,1,C> {
entry:
  %0 = array_map array<f64,1,C> @add, %a, %b
  return %0
}

func @chain(%a: array<f64,1,C>, %b: array<f64,1,C>, %c: array<f64,1,C>) -> array<f64,1,C> {
entry:
  %0 = array_map array<f64,1,C> @add, %a, %b
  %1 = array_map array<f64,1,C> @mul, %0, %c
  return %1
}

func @used_twice(%a: array<f64,1,C>) -> array<f64,1,C> {
entry:
  %0 = array_map array<f64,1,C> @mul, %a, %a
  %1 = array_map array<f64,1,C> @add, %0, %0
  return %1
}

func @to_bytes(%a: array<f64,1,C>) -> array<i8,1,C> {
entry:
  %0 = array_map array<i8,1,C> @byte, %a
  return %0
}

func @byte(%a: f64) -> i8 noraise kernel {
entry:
  %0 = convert i8 %a
  return %0
}

func @compare(%a: array<i64,1,C>, %b: i64) -> array<bool,1,C> {
entry:
  %0 = array_map array<bool,1,C> @less, %a, %b
  return %0
}

func @less(%a: i64, %b: i64) -> bool noraise kernel {
entry:
  %0 = lt bool %a, %b
  return %0
}

func @into(%a: array<f64,1,C>, %b: array<f64,1,C>) -> array<f64,1,C> {
entry:
  array_map_into @add, %a, %a, %b
  return %a
}

; a[1:] = a[1:] + a[:-1] + … reads all before it writes any: as if the operands were copied first.
func @shifted_into_itself(%a: array<f64,1,C>) -> array<f64,1,C> {
entry:
  %0 = const i64 1
  %1 = const i64 2
  %2 = const i64 0
  %p = get ptr<f64> 1, %a
  %n = get i64 2, %a
  %stride = get i64 3, %a
  %less = sub i64 %n, %1
  %q = pointer_offset ptr<f64> %p, %stride
  %r = pointer_offset ptr<f64> %q, %stride
  %first = array_view array<f64,1,C> %a, %p, %less, %stride
  %third = array_view array<f64,1,C> %a, %r, %less, %stride
  array_map_into @add, %third, %third, %first
  return %a
}

site 0 = ZeroDivisionError("integer division or modulo by zero")

func @divided(%a: i64, %b: i64) -> i64 kernel {
entry:
  %0 = const i64 0
  %1 = eq bool %b, %0
  raise_if site:0, %1
  %2 = floordiv i64 %a, %b
  return %2
}

func @reciprocals(%a: array<i64,1,C>) -> array<i64,1,C> {
entry:
  %0 = const i64 10
  %1 = array_map array<i64,1,C> @divided, %0, %a
  return %1
}

func @error_after_a_temporary(%a: array<i64,1,C>, %b: array<i64,1,C>) -> array<i64,1,C> {
entry:
  %0 = array_map array<i64,1,C> @multiplied, %b, %b
  %1 = array_map array<i64,1,C> @divided, %0, %a
  %2 = array_map array<i64,1,C> @multiplied, %0, %1
  return %2
}

func @multiplied(%a: i64, %b: i64) -> i64 noraise kernel {
entry:
  %0 = mul i64 %a, %b
  return %0
}

func @caught(%a: array<i64,1,C>) -> i64 {
entry: unwind handler
  %0 = const i64 0
  %1 = call array<i64,1,C> @reciprocals, %a
  %2 = array_load i64 %1, %0
  return %2
handler:
  %3 = caught_error error
  %4 = const i64 -1
  return %4
}

func @squared(%a: i32) -> i32 noraise kernel {
entry:
  %0 = mul i32 %a, %a
  return %0
}

func @cube(%a: array<i32,3,A>) -> array<i32,3,C> {
entry:
  %0 = array_map array<i32,3,C> @squared, %a
  return %0
}

func @complex_numbers(%a: array<c64,1,C>, %b: array<c64,1,A>) -> array<c64,1,C> {
entry:
  %0 = array_map array<c64,1,C> @complex_product, %a, %b
  return %0
}

func @complex_product(%a: c64, %b: c64) -> c64 noraise kernel {
entry:
  %0 = mul c64 %a, %b
  return %0
}

func @no_dimensions(%x: f64, %y: f64) -> array<f64,0,C> {
entry:
  %0 = array_alloc array<f64,0,C>
  array_store %0, %x
  %1 = array_map array<f64,0,C> @add, %0, %y
  return %1
}

func @loop_of_maps(%a: array<f64,1,C>, %n: i64) -> array<f64,1,C> {
entry:
  %0 = const i64 0
  %1 = const i64 1
  jump head(%a, %0)
head(%x: array<f64,1,C>, %i: i64):
  %2 = lt bool %i, %n
  branch %2, body, done
body:
  %3 = array_map array<f64,1,C> @add, %x, %x
  %4 = add i64 %i, %1
  jump head(%3, %4)
done:
  return %x
}
