; Blocks that no edge reaches go, and so do the definitions in them; a handler is reached by its unwind edge.
test dce

site 0 = ValueError()

func @f(%a: i64, %c: bool) -> i64 {
entry: unwind handler
  raise_if site:0, %c
  return %a
nowhere:
  %0 = add i64 %a, %a
  jump elsewhere
elsewhere:
  jump nowhere
handler:
  %1 = caught_error error
  %2 = const i64 0
  return %2
}

expect:
site 0 = ValueError()

func @f(%0: i64, %1: bool) -> i64 {
entry: unwind handler
  raise_if site:0, %1
  return %0
handler:
  %2 = caught_error error
  %3 = const i64 0
  return %3
}
