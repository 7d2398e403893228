; The first function is the entry. What it does not call, directly or through others or through maps, goes.
test dce

func @f(%a: array<i64,1,C>) -> array<i64,1,C> {
entry:
  %0 = call array<i64,1,C> @called, %a
  return %0
}

func @unused(%a: i64) -> i64 noraise {
entry:
  %0 = call i64 @used_by_the_unused, %a
  return %0
}

func @called(%a: array<i64,1,C>) -> array<i64,1,C> {
entry:
  %0 = array_map array<i64,1,C> @kernel, %a
  return %0
}

func @used_by_the_unused(%a: i64) -> i64 noraise {
entry:
  return %a
}

func @kernel(%a: i64) -> i64 noraise kernel {
entry:
  return %a
}

expect:
func @f(%0: array<i64, 1, C>) -> array<i64, 1, C> {
entry:
  %1 = call array<i64, 1, C> @called, %0
  return %1
}

func @called(%0: array<i64, 1, C>) -> array<i64, 1, C> {
entry:
  %1 = array_map array<i64, 1, C> @kernel, %0
  return %1
}

func @kernel(%0: i64) -> i64 noraise kernel {
entry:
  return %0
}
