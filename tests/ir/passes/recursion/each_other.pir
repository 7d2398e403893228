; Functions that call each other hand the limit on; one outside of the circle finds it.
test recursion

func @first(%n: i64) -> i64 {
entry:
  %0 = call i64 @even, %n
  return %0
}

func @even(%n: i64) -> i64 {
entry:
  %0 = call i64 @odd, %n
  return %0
}

func @odd(%n: i64) -> i64 {
entry:
  %0 = call i64 @even, %n
  return %0
}

func @alone(%n: i64) -> i64 {
entry:
  return %n
}

expect:
func @first(%0: i64) -> i64 {
entry:
  %1 = stack_limit i64
  %2 = call i64 @even, %0, %1
  return %2
}

func @even(%0: i64, %1: i64) -> i64 {
entry:
  stack_check %1
  %2 = call i64 @odd, %0, %1
  return %2
}

func @odd(%0: i64, %1: i64) -> i64 {
entry:
  stack_check %1
  %2 = call i64 @even, %0, %1
  return %2
}

func @alone(%0: i64) -> i64 {
entry:
  return %0
}
