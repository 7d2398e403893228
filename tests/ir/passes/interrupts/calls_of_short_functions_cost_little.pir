; A call of a function without loops leaves a loop cheap, one of a function with a loop does not.
test interrupts

func @cheap(%n: i64) -> i64 noraise {
entry:
  %next = slot slot<i64>
  %0 = const i64 0
  slot_store %next, %0
  jump head
head:
  %1 = slot_load i64 %next
  %2 = const i64 1
  %3 = add i64 %1, %2
  slot_store %next, %3
  %4 = lt bool %1, %n
  branch %4, body, done
body:
  %5 = call i64 @short, %1
  jump head
done:
  return %n
}

func @dear(%n: i64) -> i64 noraise {
entry:
  %next = slot slot<i64>
  %0 = const i64 0
  slot_store %next, %0
  jump head
head:
  %1 = slot_load i64 %next
  %2 = const i64 1
  %3 = add i64 %1, %2
  slot_store %next, %3
  %4 = lt bool %1, %n
  branch %4, body, done
body:
  %5 = call i64 @cheap, %1
  jump head
done:
  return %n
}

func @short(%a: i64) -> i64 noraise {
entry:
  %0 = mul i64 %a, %a
  return %0
}

expect:
func @cheap(%0: i64) -> i64 {
entry:
  %1 = slot slot<i64>
  %2 = const i64 0
  slot_store %1, %2
  jump chunk
head:
  %3 = slot_load i64 %1
  %4 = const i64 1
  %5 = add i64 %3, %4
  slot_store %1, %5
  %6 = lt bool %3, %14
  branch %6, body, stop
body:
  %7 = call i64 @short, %3
  jump head
done:
  return %0
chunk:
  %8 = slot_load i64 %1
  %9 = const i64 65536
  %10 = add i64 %8, %9
  %11 = lt bool %0, %10
  %12 = lt bool %10, %8
  %13 = or bool %11, %12
  %14 = select i64 %13, %0, %10
  jump head
stop:
  %15 = lt bool %3, %0
  branch %15, ask, done
ask:
  slot_store %1, %3
  interrupt_check
  jump chunk
}

func @dear(%0: i64) -> i64 {
entry:
  %1 = slot slot<i64>
  %2 = const i64 0
  slot_store %1, %2
  jump chunk
head:
  %3 = slot_load i64 %1
  %4 = const i64 1
  %5 = add i64 %3, %4
  slot_store %1, %5
  %6 = lt bool %3, %14
  branch %6, body, stop
body:
  %7 = call i64 @cheap, %3
  jump head
done:
  return %0
chunk:
  %8 = slot_load i64 %1
  %9 = const i64 64
  %10 = add i64 %8, %9
  %11 = lt bool %0, %10
  %12 = lt bool %10, %8
  %13 = or bool %11, %12
  %14 = select i64 %13, %0, %10
  jump head
stop:
  %15 = lt bool %3, %0
  branch %15, ask, done
ask:
  slot_store %1, %3
  interrupt_check
  jump chunk
}

func @short(%0: i64) -> i64 noraise {
entry:
  %1 = mul i64 %0, %0
  return %1
}
