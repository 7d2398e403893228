; What is pure and unused goes, with what only it used; loads too. Writes, allocations and what may raise stay.
test dce

func @f(%a: i64, %p: ptr<i64>, %list: list<i64>) -> i64 {
entry:
  %0 = add i64 %a, %a
  %1 = mul i64 %0, %0
  %2 = load i64 %p
  store %p, %a
  %3 = array_alloc array<f64,1,C> %a
  %4 = list_length i64 %list
  list_append %list, %a
  return %a
}

expect:
func @f(%0: i64, %1: ptr<i64>, %2: list<i64>) -> i64 {
entry:
  store %1, %0
  %3 = array_alloc array<f64, 1, C> %0
  list_append %2, %0
  return %0
}
