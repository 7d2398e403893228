; A loop that only counts asks between chunks; inside of one nothing is added.
test interrupts

func @f(%n: i64) -> i64 noraise {
entry:
  %next = slot slot<i64>
  %0 = const i64 0
  slot_store %next, %0
  jump head(%0)
head(%sum: i64):
  %i = slot_load i64 %next
  %1 = const i64 1
  %2 = add i64 %i, %1
  slot_store %next, %2
  %3 = lt bool %i, %n
  branch %3, body, done
body:
  %4 = add i64 %sum, %i
  jump head(%4)
done:
  return %sum
}

expect:
func @f(%0: i64) -> i64 {
entry:
  %1 = slot slot<i64>
  %2 = const i64 0
  slot_store %1, %2
  jump chunk(%2)
head(%3: i64):
  %4 = slot_load i64 %1
  %5 = const i64 1
  %6 = add i64 %4, %5
  slot_store %1, %6
  %7 = lt bool %4, %16
  branch %7, body, stop
body:
  %8 = add i64 %3, %4
  jump head(%8)
done:
  return %3
chunk(%9: i64):
  %10 = slot_load i64 %1
  %11 = const i64 65536
  %12 = add i64 %10, %11
  %13 = lt bool %0, %12
  %14 = lt bool %12, %10
  %15 = or bool %13, %14
  %16 = select i64 %15, %0, %12
  jump head(%9)
stop:
  %17 = lt bool %4, %0
  branch %17, ask, done
ask:
  slot_store %1, %4
  interrupt_check
  jump chunk(%3)
}
