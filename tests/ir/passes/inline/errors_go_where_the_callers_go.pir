; What the callee raises goes to the handler of the block that calls; what the callee handles itself does not.
test inline dce

site 0 = ValueError()

func @f(%a: i64, %c: bool) -> i64 noraise {
entry: unwind handler(%a)
  %0 = call i64 @raises, %a, %c
  %1 = call i64 @handles, %0, %c
  return %1
handler(%2: i64):
  %3 = caught_error error
  return %2
}

func @raises(%a: i64, %c: bool) -> i64 {
entry:
  raise_if site:0, %c
  %0 = neg i64 %a
  return %0
}

func @handles(%a: i64, %c: bool) -> i64 noraise {
entry: unwind handler
  raise_if site:0, %c
  return %a
handler:
  %0 = caught_error error
  %1 = const i64 1
  return %1
}

expect:
site 0 = ValueError()

func @f(%0: i64, %1: bool) -> i64 noraise {
entry: unwind handler(%0)
  raise_if site:0, %1
  %2 = neg i64 %0
  jump entry4
handler(%3: i64):
  %4 = caught_error error
  return %3
entry2(%5: i64): unwind handler(%0)
  return %5
handler3: unwind handler(%0)
  %6 = caught_error error
  %7 = const i64 1
  jump entry2(%7)
entry4: unwind handler3
  raise_if site:0, %1
  jump entry2(%2)
}
