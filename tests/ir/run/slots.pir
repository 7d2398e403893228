; Slots: locals that change, of every type, over branches, loops and errors.
test run evaluator cpu aarch64
; @count(10) == 45
; @of_tuples(3) == (6, 1.5)
; @of_bools(true) == false
; @of_bytes(200) == 1
; @of_complex(complex(1.0, 2.0)) == complex(2.0, 4.0)
; @of_optionals(4) == 4
; @of_optionals(-4) == none
; @two(1, 2) == (2, 1)
; @in_a_callee(7) == 8
; @of_arrays([1.0, 2.0]:f64, 3) == [8.0, 16.0]:f64

func @count(%n: i64) -> i64 noraise {
entry:
  %0 = const i64 0
  %1 = const i64 1
  %i = slot slot<i64>
  %sum = slot slot<i64>
  slot_store %i, %0
  slot_store %sum, %0
  jump head
head:
  %2 = slot_load i64 %i
  %3 = lt bool %2, %n
  branch %3, body, done
body:
  %4 = slot_load i64 %sum
  %5 = add i64 %4, %2
  slot_store %sum, %5
  %6 = add i64 %2, %1
  slot_store %i, %6
  jump head
done:
  %7 = slot_load i64 %sum
  return %7
}

func @of_tuples(%n: i64) -> tuple<i64,f64> noraise {
entry:
  %0 = slot slot<tuple<i64,f64>>
  %1 = const f64 1.5
  %2 = make tuple<i64,f64> %n, %1
  slot_store %0, %2
  %3 = slot_load tuple<i64,f64> %0
  %4 = get i64 0, %3
  %5 = add i64 %4, %4
  %6 = get f64 1, %3
  %7 = make tuple<i64,f64> %5, %6
  slot_store %0, %7
  %8 = slot_load tuple<i64,f64> %0
  return %8
}

func @of_bools(%a: bool) -> bool noraise {
entry:
  %0 = slot slot<bool>
  slot_store %0, %a
  %1 = slot_load bool %0
  %2 = not bool %1
  slot_store %0, %2
  %3 = slot_load bool %0
  return %3
}

func @of_bytes(%a: u8) -> u8 noraise {
entry:
  %0 = slot slot<u8>
  slot_store %0, %a
  %1 = slot_load u8 %0
  %2 = const u8 57
  %3 = add u8 %1, %2
  slot_store %0, %3
  %4 = slot_load u8 %0
  return %4
}

func @of_complex(%a: c64) -> c64 noraise {
entry:
  %0 = slot slot<c64>
  slot_store %0, %a
  %1 = slot_load c64 %0
  %2 = add c64 %1, %1
  slot_store %0, %2
  %3 = slot_load c64 %0
  return %3
}

func @of_optionals(%a: i64) -> optional<i64> noraise {
entry:
  %0 = slot slot<optional<i64>>
  %1 = zero optional<i64>
  slot_store %0, %1
  %2 = const i64 0
  %3 = gt bool %a, %2
  branch %3, set, done
set:
  %4 = make optional<i64> %3, %a
  slot_store %0, %4
  jump done
done:
  %5 = slot_load optional<i64> %0
  return %5
}

func @two(%a: i64, %b: i64) -> tuple<i64,i64> noraise {
entry:
  %0 = slot slot<i64>
  %1 = slot slot<i64>
  slot_store %0, %a
  slot_store %1, %b
  %2 = slot_load i64 %0
  %3 = slot_load i64 %1
  slot_store %0, %3
  slot_store %1, %2
  %4 = slot_load i64 %0
  %5 = slot_load i64 %1
  %6 = make tuple<i64,i64> %4, %5
  return %6
}

; Each call has slots of its own.
func @in_a_callee(%a: i64) -> i64 noraise {
entry:
  %0 = slot slot<i64>
  slot_store %0, %a
  %1 = const i64 100
  %2 = call i64 @has_a_slot, %1
  %3 = slot_load i64 %0
  %4 = const i64 1
  %5 = add i64 %3, %4
  return %5
}

func @has_a_slot(%a: i64) -> i64 noraise {
entry:
  %0 = slot slot<i64>
  slot_store %0, %a
  %1 = slot_load i64 %0
  return %1
}

func @of_arrays(%a: array<f64,1,C>, %n: i64) -> array<f64,1,C> {
entry:
  %0 = const i64 0
  %1 = const i64 1
  %2 = slot slot<i64>
  slot_store %2, %0
  jump head(%a)
head(%x: array<f64,1,C>):
  %3 = slot_load i64 %2
  %4 = lt bool %3, %n
  branch %4, body, done
body:
  %5 = add i64 %3, %1
  slot_store %2, %5
  %6 = array_map array<f64,1,C> @add, %x, %x
  jump head(%6)
done:
  return %x
}

func @add(%a: f64, %b: f64) -> f64 noraise kernel {
entry:
  %0 = add f64 %a, %b
  return %0
}
