; Recursion stays, and what asks not to be inlined; what asks to be inlined is.
test inline dce

func @f(%a: i64) -> i64 noraise {
entry:
  %0 = call i64 @never, %a
  %1 = call i64 @recursive, %0
  %2 = call i64 @always, %1
  return %2
}

func @never(%a: i64) -> i64 noraise noinline {
entry:
  return %a
}

func @recursive(%a: i64) -> i64 noraise {
entry:
  %0 = call i64 @recursive, %a
  return %0
}

func @always(%a: i64) -> i64 noraise inline {
entry:
  %0 = neg i64 %a
  return %0
}

expect:
func @f(%0: i64) -> i64 noraise {
entry:
  %1 = call i64 @never, %0
  %2 = call i64 @recursive, %1
  %3 = neg i64 %2
  return %3
}

func @never(%0: i64) -> i64 noraise noinline {
entry:
  return %0
}

func @recursive(%0: i64) -> i64 noraise {
entry:
  %1 = call i64 @recursive, %0
  return %1
}
