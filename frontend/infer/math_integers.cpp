// The math module's functions of integers and of several numbers; the library holds their loops.
#include "frontend/infer/math_functions.hpp"
#include "frontend/infer/number_builtins.hpp"

namespace pyrite::infer {

using ir::Op;

namespace {

bool isWhole(Type type) { return type->isInteger() || type->isBool(); }

Result<ValueId> toWhole(Scalars& scalars, const Intrinsic& intrinsic, ValueId value) {
  if (!isWhole(scalars.type(value))) return wrongOperand(scalars, intrinsic, value, "integers");
  return scalars.convert(value, types::int64());
}

std::string libraryName(const Intrinsic& intrinsic) { return "pyrite." + std::string(intrinsic.name).substr(5); }

}  // namespace

/// factorial, isqrt, comb, perm.
Result<ValueId> mathOfIntegers(Emitter& emitter, const Intrinsic& intrinsic, CallArguments& arguments) {
  const std::string_view name = intrinsic.name;
  const bool isSingle = name == "math.factorial" || name == "math.isqrt";
  const bool isPerm = name == "math.perm";
  PYRITE_TRY(const std::vector<ValueId> bound, bindIntrinsic(emitter, intrinsic, arguments,
                                                             isSingle ? "n"
                                                             : isPerm ? "n, k="
                                                                      : "n, k"));
  Scalars scalars(emitter);
  CallArguments call;
  PYRITE_TRY(const ValueId n, toWhole(scalars, intrinsic, bound[0]));
  call.positional.push_back(n);
  if (!isSingle) {
    const bool isAbsent = !bound[1].valid() || scalars.type(bound[1])->is(types::Kind::None);
    if (isPerm && isAbsent) return emitter.callNamed("pyrite.factorial", std::move(call));
    PYRITE_TRY(const ValueId k, toWhole(scalars, intrinsic, bound[1]));
    call.positional.push_back(k);
  }
  return emitter.callNamed(libraryName(intrinsic), std::move(call));
}

/// gcd and lcm of any number of integers.
Result<ValueId> mathDivisors(Emitter& emitter, const Intrinsic& intrinsic, CallArguments& arguments) {
  if (!arguments.keywords.empty()) return emitter.typingError(std::string(intrinsic.name) + "() takes no keyword arguments");
  Scalars scalars(emitter);
  const bool isGcd = std::string_view(intrinsic.name) == "math.gcd";
  ValueId result = emitter.makeInt(isGcd ? 0 : 1);
  for (std::size_t i = 0; i < arguments.positional.size(); ++i) {
    PYRITE_TRY(const ValueId whole, toWhole(scalars, intrinsic, arguments.positional[i]));
    const ValueId size = scalars.absolute(whole);
    if (i == 0) {
      result = size;
      continue;
    }
    CallArguments call;
    call.positional = {result, size};
    PYRITE_TRY(const ValueId joined, emitter.callNamed(libraryName(intrinsic), std::move(call)));
    result = joined;
  }
  return result;
}

Result<ValueId> mathProd(Emitter& emitter, const Intrinsic& intrinsic, CallArguments& arguments) {
  PYRITE_TRY(const std::vector<ValueId> bound, bindIntrinsic(emitter, intrinsic, arguments, "iterable, start="));
  ValueId result = bound[1].valid() ? bound[1] : emitter.makeInt(1);
  const Type type = emitter.typeOf(bound[0]);
  if (!type->isTuple()) {
    CallArguments call;
    call.positional = {bound[0], result};
    return emitter.callNamed("pyrite.prod_of", std::move(call));
  }
  for (std::size_t i = 0; i < type->items.size(); ++i) {
    PYRITE_TRY(const ValueId next, emitter.binary(BinaryOperator::Multiply, result, emitter.part(bound[0], i)));
    result = next;
  }
  return result;
}

Result<ValueId> mathDist(Emitter& emitter, const Intrinsic& intrinsic, CallArguments& arguments) {
  PYRITE_TRY(const std::vector<ValueId> bound, bindIntrinsic(emitter, intrinsic, arguments, "p, q"));
  const Type p = emitter.typeOf(bound[0]), q = emitter.typeOf(bound[1]);
  CallArguments call;
  if (!p->isTuple() || !q->isTuple()) {
    call.positional = {bound[0], bound[1]};
    return emitter.callNamed("pyrite.distance", std::move(call));
  }
  if (p->items.size() != q->items.size()) {
    emitter.raiseIf(emitter.makeBool(true), "ValueError", "both points must have the same number of dimensions");
    return emitter.makeFloat(0.0);
  }
  Scalars scalars(emitter);
  std::vector<ValueId> differences;
  for (std::size_t i = 0; i < p->items.size(); ++i) {
    const ValueId pair[] = {emitter.part(bound[0], i), emitter.part(bound[1], i)};
    PYRITE_TRY(const std::vector<ValueId> values, floatArguments(scalars, intrinsic, pair));
    differences.push_back(scalars.convert(scalars.subtract(values[0], values[1]), types::float64()));
  }
  if (differences.empty()) return emitter.makeFloat(0.0);
  if (differences.size() == 1) return scalars.absolute(differences[0]);
  if (differences.size() == 2) return scalars.binary(Op::Hypot, differences[0], differences[1]);
  call.positional = {emitter.makeTuple(differences)};
  return emitter.callNamed("pyrite.vector_norm", std::move(call));
}

}  // namespace pyrite::infer
