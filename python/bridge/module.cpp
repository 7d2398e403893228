// The extension module pyrite._core: what the Python package calls. Nothing here is on the path of a call.
#include "python/bridge/interpreter.hpp"

#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include "frontend/bytecode/dialect.hpp"
#include "frontend/support/knobs.hpp"
#include "python/bridge/buffers.hpp"
#include "python/bridge/callback.hpp"
#include "python/bridge/compile.hpp"
#include "python/bridge/dispatch.hpp"
#include "python/bridge/generators.hpp"
#include "python/bridge/guard.hpp"
#include "python/bridge/memory.hpp"
#include "python/bridge/names.hpp"
#include "python/bridge/raise.hpp"
#include "python/bridge/result_slots.hpp"
#include "python/bridge/snapshot.hpp"
#include "python/bridge/type_spec.hpp"
#include "python/bridge/ufuncs.hpp"
#include "runtime/memory.hpp"

namespace py = pybind11;

namespace pyrite::bridge {

namespace {

py::object take(Ref ref) {
  if (!ref) throw py::error_already_set();
  return py::reinterpret_steal<py::object>(ref.release());
}

KernelState& stateOf(const py::object& object) {
  KernelState* kernel = kernelOf(object.ptr());
  if (kernel == nullptr) throw py::type_error("a kernel is needed");
  return *kernel;
}

Type typeFrom(LiveWorld& world, const py::handle& spec) {
  const Type type = typeOfSpec(world, spec.ptr());
  if (type == nullptr) throw py::error_already_set();
  return type;
}

void raiseIfFailed(const Status& status) {
  if (status.ok()) return;
  raiseDiagnostic(status.error());
  throw py::error_already_set();
}

void configure(const py::object& object, const py::dict& options) {
  KernelState& kernel = stateOf(object);
  infer::FunctionOptions& out = kernel.options;
  LiveWorld world(&kernel);
  out.fastMath = options["fastmath"].cast<std::uint8_t>();
  out.numpyErrorModel = options["error_model"].cast<std::string>() == "numpy";
  out.boundsCheck = options["boundscheck"].cast<bool>();
  out.debug = options["debug"].cast<bool>();
  out.isInterruptible = options["interruptible"].cast<bool>();
  const auto inlining = options["inline"].cast<std::string>();
  out.inlining = inlining == "always" ? ir::Inline::Always : ir::Inline::Automatic;
  out.locals.clear();
  for (const auto& [name, spec] : options["locals"].cast<py::dict>())
    out.locals.emplace_back(name.cast<std::string>(), typeFrom(world, spec));
  kernel.releasesLock = options["nogil"].cast<bool>();
  kernel.usesCache = options["cache"].cast<bool>();
  kernel.makesScalarEntry = options["scalar_entry"].cast<bool>();
}

py::object typeOfObject(const py::object& object) {
  LiveWorld world(nullptr);
  std::string why;
  const Ref buffer = arrayOverBuffer(object.ptr());
  if (!buffer && PyErr_Occurred()) throw py::error_already_set();
  const Type type = typeOfArgument(world, buffer ? buffer.get() : object.ptr(), why);
  if (type != nullptr) return take(specOf(type));
  if (!PyErr_Occurred() && !world.restorePendingException())
    raiseError("TypingError", "cannot determine the type of the value: " + why);
  throw py::error_already_set();
}

py::tuple specsOf(const std::vector<Type>& types) {
  py::tuple result(types.size());
  for (std::size_t i = 0; i < types.size(); ++i) result[i] = take(specOf(types[i]));
  return result;
}

py::dict describe(const Specialization& specialization) {
  py::dict result;
  result["args"] = specsOf(specialization.arguments);
  result["result"] = take(specOf(specialization.result));
  result["order"] = specialization.order;
  result["declared"] = specialization.isDeclared;
  result["from_cache"] = specialization.compiled.fromCache;
  result["frontend_seconds"] = specialization.frontendSeconds;
  result["backend_seconds"] = specialization.backendSeconds;
  result["scalar_entry"] = reinterpret_cast<std::uintptr_t>(specialization.scalarEntry);
  result["may_raise"] = specialization.module.functions[0].mayRaise;
  result["symbol"] = specialization.compiled.artifact.entry;
  return result;
}

void compileFor(const py::object& object, const py::tuple& arguments, const py::object& result) {
  KernelState& kernel = stateOf(object);
  auto world = std::make_shared<LiveWorld>(&kernel);
  std::vector<Type> types;
  for (const py::handle& spec : arguments) types.push_back(typeFrom(*world, spec));
  if (types.size() != kernel.parameters.count()) {
    PyErr_Format(PyExc_TypeError, "%s() has %zu parameters, the signature has %zu", kernel.name.c_str(),
                 kernel.parameters.count(), types.size());
    throw py::error_already_set();
  }
  const Type declared = result.is_none() ? nullptr : typeFrom(*world, result);
  if (specializationFor(kernel, std::move(world), types, declared, true) == nullptr) throw py::error_already_set();
}

/// The type of what the function returns for these arguments; nothing is compiled.
py::object resultOf(const py::object& object, const py::tuple& arguments) {
  KernelState& kernel = stateOf(object);
  LiveWorld world(&kernel);
  std::vector<Type> types;
  for (const py::handle& spec : arguments) types.push_back(typeFrom(world, spec));
  const Type result = inferResult(kernel, world, types);
  if (result == nullptr) throw py::error_already_set();
  return take(specOf(result));
}

/// `counts`: of inputs, of outputs, and NumPy's number for the identity. Each loop: its maker, and of each operand the dtype
/// and its core dimensions.
py::object makeUfunc(const std::string& name, const std::string& documentation, const std::string& signature,
                     const std::tuple<int, int, int>& counts, const py::list& loops, const std::vector<std::size_t>& writable) {
  UfuncRequest request{name, documentation, signature, std::get<0>(counts), std::get<1>(counts), std::get<2>(counts),
                       {},   writable};
  for (const py::handle& one : loops) {
    const auto [maker, operands] = one.cast<std::pair<py::object, py::list>>();
    LoopRequest loop{Ref::share(maker.ptr()), {}};
    for (const py::handle& operand : operands) {
      auto [dtype, core] = operand.cast<std::pair<py::object, std::vector<std::size_t>>>();
      loop.operands.push_back({Ref::share(dtype.ptr()), std::move(core)});
    }
    request.loops.push_back(std::move(loop));
  }
  return take(newUfunc(std::move(request)));
}

py::list listSpecializations(const py::object& object) {
  py::list result;
  for (const auto& specialization : stateOf(object).specializations) result.append(describe(*specialization));
  return result;
}

/// Argument types, result types and order of what the function was compiled for inside of others.
py::list listCalled(const py::object& object) {
  py::list result;
  for (const CalledTypes& one : stateOf(object).called)
    result.append(py::make_tuple(specsOf(one.arguments), take(specOf(one.result)), one.order));
  return result;
}

py::object stage(const py::object& object, std::size_t index, const std::string& name) {
  KernelState& kernel = stateOf(object);
  if (index >= kernel.specializations.size()) throw py::index_error("no such specialization");
  const auto specialization = kernel.specializations[index];
  return take(stageText(kernel, *specialization, name));
}

py::object conversionCost(const py::object& from, const py::object& to) {
  LiveWorld world(nullptr);
  const std::optional<int> cost = types::conversionCost(typeFrom(world, from), typeFrom(world, to));
  return cost ? py::object(py::int_(*cost)) : py::object(py::none());
}

py::dict cacheStatistics() {
  const cpu::CacheStatistics statistics = cpu::cacheStatistics();
  py::dict result;
  result["hits"] = statistics.hits;
  result["misses"] = statistics.misses;
  result["entries"] = statistics.entries;
  result["bytes"] = statistics.bytes;
  result["rejected"] = statistics.rejected;
  result["folder"] = statistics.folder;
  return result;
}

py::dict host() {
  const targets::TargetInfo& info = cpu::hostTarget().info();
  py::dict result;
  result["name"] = info.name;
  result["triple"] = info.triple;
  result["cpu"] = info.cpu;
  result["features"] = info.features;
  result["pointer_bits"] = info.pointerBits;
  return result;
}

/// The dialect of the running interpreter: by the opcode's name, its number and what it means.
py::dict opcodes() {
  py::dict result;
  const bytecode::Dialect* dialect = bytecode::findDialect(runningInterpreter());
  if (dialect == nullptr) return result;
  for (const bytecode::Row& row : dialect->rows)
    result[row.name] = py::make_tuple(row.number, bytecode::meaningName(row.meaning));
  return result;
}

std::string knob(const std::string& variable) {
#define KNOB(name, environment, fallback, meaning) \
  if (variable == environment) return knobs::name();
#include "frontend/support/knobs.def"
#undef KNOB
  throw py::key_error(variable);
}

/// Gives the slots their objects; returns the addresses of the numbers and of the marks.
template <class Number>
py::tuple adoptSlots(ResultSlots<Number>& slots, const py::list& objects) {
  std::vector<PyObject*> pointers;
  for (const py::handle& object : objects) pointers.push_back(object.ptr());
  if (pointers.size() != ResultSlots<Number>::kCount) throw py::value_error("one object for each slot is needed");
  slots.adopt(pointers.data());
  return py::make_tuple(reinterpret_cast<std::uintptr_t>(slots.numbers()), reinterpret_cast<std::uintptr_t>(slots.marks()));
}

void defineKernels(py::module_& m) {
  m.add_object("Kernel", py::reinterpret_borrow<py::object>(reinterpret_cast<PyObject*>(kernelType())));
  m.attr("HAS_NATIVE_FRONT_DOOR") = kHasNativeFrontDoor;
  m.def("configure", &configure);
  m.def("set_face", [](const py::object& kernel, const py::object& face) { stateOf(kernel).face = Ref::share(face.ptr()); });
  m.def("set_dispatcher_class", [](const py::type& cls) { setDispatcherClass(reinterpret_cast<PyTypeObject*>(cls.ptr())); });
  m.def("inherit_vectorcall", [](const py::type& cls) { inheritVectorcall(reinterpret_cast<PyTypeObject*>(cls.ptr())); });
  m.def("kernel_call", [](const py::object& kernel) { return take(newKernelCall(stateOf(kernel).self)); });
  m.attr("RESULT_SLOTS") = ResultSlots<double>::kCount;
  m.def("adopt_float_slots", [](const py::list& objects) { return adoptSlots(floatSlots, objects); });
  m.def("adopt_int_slots", [](const py::list& objects) { return adoptSlots(intSlots, objects); });
  m.def("set_hook", [](const py::object& kernel, const py::object& hook) { stateOf(kernel).hook = Ref::share(hook.ptr()); });
  m.def("compile", &compileFor);
  m.def("specializations", &listSpecializations);
  m.def("result_of", &resultOf);
  m.def("new_ufunc", &makeUfunc);
  m.def("call_ufunc", [](const py::object& callee, const py::tuple& arguments, const py::dict& keywords) {
    return take(Ref::steal(callUfunc(callee.ptr(), arguments.ptr(), keywords.ptr())));
  });
  m.def("called_types", &listCalled);
  m.def("stage", &stage);
  m.def("forget", [](const py::object& kernel) { stateOf(kernel).forget(); });
  m.def("allow_compile", [](const py::object& kernel, bool allowed) { stateOf(kernel).mayCompile = allowed; });
  m.def("may_compile", [](const py::object& kernel) { return stateOf(kernel).mayCompile.load(); });
  m.def("cache_counts", [](const py::object& kernel) {
    const KernelState& state = stateOf(kernel);
    return py::make_tuple(state.cacheHits.load(), state.cacheMisses.load());
  });
}

}  // namespace

PYBIND11_MODULE(_core, m) {
  m.doc() = "The compiler behind pyrite. Private: the package's modules are the interface.";
  catchFailedChecks();
  if (!initKernelType() || !initMemoryType() || !initGeneratorType()) throw py::error_already_set();
  answerInterrupts();
  defineKernels(m);
  m.def("typeof", &typeOfObject);
  m.def("type_name", [](const py::object& spec) {
    LiveWorld world(nullptr);
    return types::toString(typeFrom(world, spec));
  });
  m.def("known_name", [](const py::object& object) { return knownName(object.ptr()); });
  m.def("conversion_cost", &conversionCost);
  m.def("cache_statistics", &cacheStatistics);
  m.def("clear_cache", [] { raiseIfFailed(cpu::clearCache()); });
  m.def("host", &host);
  m.def("opcodes", &opcodes);
  m.def("knob", &knob);
  m.def("compilation_count", &compilationCount);
  m.def("forbid_compilation", &forbidCompilation);
  m.def("break_check", [] {  // for the test of what happens then
    guarded([] { PYRITE_CHECK(false, "broken on purpose"); });
    throw py::error_already_set();
  });
  m.def("allocation_counts", [] {
    const runtime::MemoryCounters counters = runtime::memoryCounters();
    return py::make_tuple(counters.allocated, counters.freed, counters.bytes);
  });
}

}  // namespace pyrite::bridge
