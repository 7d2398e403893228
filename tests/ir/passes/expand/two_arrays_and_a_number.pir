; Two arrays and a number: the shapes are compared, broadcast, and walked by rows or by strides.
test expand

site 0 = ZeroDivisionError()

func @f(%a: array<i64,1,C>, %b: i64, %c: array<i64,1,A>) -> array<i64,1,C> {
entry:
  %0 = array_map array<i64,1,C> @divided, %a, %b, %c
  return %0
}

func @divided(%a: i64, %b: i64, %c: i64) -> i64 kernel {
entry:
  %0 = convert bool %c
  raise_if site:0, %0
  %1 = floordiv i64 %a, %c
  %2 = add i64 %1, %b
  return %2
}

expect:
site 0 = ZeroDivisionError()
site 1 = ValueError("operands could not be broadcast together") !8:2-8:3

func @f(%0: array<i64, 1, C>, %1: i64, %2: array<i64, 1, A>) -> array<i64, 1, C> {
entry:
  %3 = call array<i64, 1, C> @f.map0, %0, %1, %2
  return %3
}

func @divided(%0: i64, %1: i64, %2: i64) -> i64 kernel {
entry:
  %3 = convert bool %2
  raise_if site:0, %3
  %4 = floordiv i64 %0, %2
  %5 = add i64 %4, %1
  return %5
}

func @f.map0(%0: array<i64, 1, C>, %1: i64, %2: array<i64, 1, A>) -> array<i64, 1, C> parameters="x0,x1,x2" {
entry:
  %3 = get i64 2, %0
  %4 = get i64 2, %2
  %5 = const i64 1
  %6 = eq bool %3, %5
  %7 = const i64 1
  %8 = eq bool %4, %7
  %9 = ne bool %4, %3
  %10 = not bool %6
  %11 = not bool %8
  %12 = and bool %10, %11
  %13 = and bool %9, %12
  raise_if site:1, %13
  %14 = select i64 %6, %4, %3
  %15 = array_alloc array<i64, 1, C> %14
  %16 = const bool true
  %17 = get i64 3, %15
  %18 = const i64 8
  %19 = eq bool %17, %18
  %20 = and bool %16, %19
  %21 = get i64 2, %15
  %22 = eq bool %21, %14
  %23 = and bool %20, %22
  %24 = get i64 3, %0
  %25 = const i64 8
  %26 = eq bool %24, %25
  %27 = and bool %23, %26
  %28 = get i64 2, %0
  %29 = eq bool %28, %14
  %30 = and bool %27, %29
  %31 = get i64 3, %2
  %32 = const i64 8
  %33 = eq bool %31, %32
  %34 = and bool %30, %33
  %35 = get i64 2, %2
  %36 = eq bool %35, %14
  %37 = and bool %34, %36
  branch %37, rows, not_rows
filled:
  return %15
rows:
  %38 = get ptr<i64> 1, %15
  %39 = const i64 8
  %40 = array_view array<i64, 1, C> %15, %38, %14, %39
  %41 = get ptr<i64> 1, %0
  %42 = const i64 8
  %43 = array_view array<i64, 1, C> %0, %41, %14, %42
  %44 = get ptr<i64> 1, %2
  %45 = const i64 8
  %46 = array_view array<i64, 1, C> %2, %44, %14, %45
  %47 = const i64 0
  jump loop(%47)
not_rows:
  %48 = get ptr<i64> 1, %0
  %49 = get i64 2, %0
  %50 = const i64 1
  %51 = eq bool %49, %50
  %52 = const i64 0
  %53 = get i64 3, %0
  %54 = select i64 %51, %52, %53
  %55 = array_view array<i64, 1, A> %0, %48, %14, %54
  %56 = get ptr<i64> 1, %2
  %57 = get i64 2, %2
  %58 = const i64 1
  %59 = eq bool %57, %58
  %60 = const i64 0
  %61 = get i64 3, %2
  %62 = select i64 %59, %60, %61
  %63 = array_view array<i64, 1, A> %2, %56, %14, %62
  %64 = const i64 0
  jump loop7(%64)
loop(%65: i64):
  %66 = lt bool %65, %14
  branch %66, body, after
body:
  %67 = array_load i64 %43, %65
  %68 = array_load i64 %46, %65
  %69 = call i64 @divided, %67, %1, %68
  array_store %40, %69, %65
  %70 = const i64 1
  %71 = add i64 %65, %70
  jump loop(%71)
after:
  jump filled
loop7(%72: i64):
  %73 = lt bool %72, %14
  branch %73, body8, after9
body8:
  %74 = array_load i64 %55, %72
  %75 = array_load i64 %63, %72
  %76 = call i64 @divided, %74, %1, %75
  array_store %15, %76, %72
  %77 = const i64 1
  %78 = add i64 %72, %77
  jump loop7(%78)
after9:
  jump filled
}
