// The kernel object and the fast path of a call.
#include "python/bridge/kernel.hpp"

#include <algorithm>
#include <cstdlib>
#include <optional>

#include "python/bridge/bind.hpp"
#include "python/bridge/buffers.hpp"
#include "python/bridge/callback.hpp"
#include "python/bridge/dispatch.hpp"
#include "python/bridge/guard.hpp"
#include "python/bridge/lists.hpp"
#include "python/bridge/raise.hpp"
#include "python/bridge/result_slots.hpp"

namespace pyrite::bridge {

namespace {

struct KernelObject {
  PyObject_HEAD vectorcallfunc vectorcall;
  KernelState* state;
};

PyTypeObject* theKernelType = nullptr;
PyTypeObject* theDispatcherClass = nullptr;

KernelState* stateOf(PyObject* object) { return reinterpret_cast<KernelObject*>(object)->state; }

Word hashOf(const Fingerprint& print) {
  Word hash = 0;
  for (std::size_t i = 0; i < print.size(); ++i) hash = (hash ^ print.data()[i]) * 0x9e3779b97f4a7c15ull;
  return hash ^ hash >> 32;
}

const Binding* lookUp(const KernelState& kernel, const Fingerprint& print) {
  const Binding* recent = kernel.recent.load(std::memory_order_acquire);
  if (recent != nullptr && recent->matches(print)) return recent;
  const KernelState::Table* table = kernel.table.load(std::memory_order_acquire);
  if (table == nullptr || print.isFull()) return nullptr;
  const auto [first, last] = table->equal_range(hashOf(print));
  for (auto at = first; at != last; ++at)
    if (at->second->matches(print)) return at->second;
  return nullptr;
}

/// Memory for a call's frame: on the stack when it is small.
class Frame {
 public:
  explicit Frame(const targets::FrameLayout& layout) {
    const auto alignment = static_cast<std::size_t>(std::max<std::int64_t>(layout.alignment, alignof(std::max_align_t)));
    const auto size = static_cast<std::size_t>(layout.size);
    if (size <= sizeof small_ && alignment <= alignof(std::max_align_t)) return;
    heap_ = std::aligned_alloc(alignment, (size + alignment - 1) / alignment * alignment);
    data_ = static_cast<char*>(heap_);
  }
  ~Frame() { std::free(heap_); }
  Frame(const Frame&) = delete;
  Frame& operator=(const Frame&) = delete;
  char* data() { return data_; }

 private:
  alignas(std::max_align_t) char small_[kSmallFrame];
  char* data_ = small_;
  void* heap_ = nullptr;
};

/// A result that fits a slot; nullptr with no exception when it does not.
[[maybe_unused]] PyObject* putIntoSlot(const BoxNode& plan, const char* frame) {
  if (plan.type == types::float64()) {
    double number;
    std::memcpy(&number, frame + plan.offset, sizeof number);
    return floatSlots.put(number);
  }
  if (plan.type == types::int64()) {
    std::int64_t number;
    std::memcpy(&number, frame + plan.offset, sizeof number);
    return intSlots.put(number);
  }
  return nullptr;
}

Type typeOfItem(LiveWorld& world, PyObject* item) {
  std::string why;
  return typeOfArgument(world, item, why);
}

bool writeBack(ListArguments& lists, const Specialization& specialization, const BoxContext& context) {
  const auto isWritten = [&](Type type) {
    return std::find(specialization.writtenLists.begin(), specialization.writtenLists.end(), type) !=
           specialization.writtenLists.end();
  };
  return lists.writeBack(isWritten, context);
}

/// What was done to the lists before the exception stays done, as in the interpreter.
void writeBackAfterError(ListArguments& lists, const Specialization& specialization, const BoxContext& context) {
  PyObject *type = nullptr, *value = nullptr, *traceback = nullptr;
  PyErr_Fetch(&type, &value, &traceback);
  if (!writeBack(lists, specialization, context)) PyErr_Clear();
  PyErr_Restore(type, value, traceback);
}

/// A result as an object; the most frequent types first.
[[maybe_unused]] PyObject* boxResult(const BoxNode& plan, char* frame, const BoxContext& context) {
  if (plan.type == types::float64()) {
    double number;
    std::memcpy(&number, frame + plan.offset, sizeof number);
    return PyFloat_FromDouble(number);
  }
  if (plan.type->is(types::Kind::None)) Py_RETURN_NONE;
  return box(plan, frame, context);
}

/// `invoke` where nothing but arguments and a result pass: most calls.
[[maybe_unused]] PyObject* invokePlainly(KernelState& kernel, const Binding& binding, PyObject* const* arguments,
                                         bool& tooWide) {
  Specialization& specialization = *binding.specialization;
  alignas(std::max_align_t) char frame[kSmallFrame];
  PyObject* const* argument = arguments;
  for (const UnboxNode& node : binding.plan) {
    const UnboxResult result = unbox(node, *argument++, frame, nullptr);
    if (result == UnboxResult::Done) continue;
    tooWide = result == UnboxResult::TooWide;
    return nullptr;
  }
  if (const std::int32_t status = specialization.entry(frame); status != 0) [[unlikely]] {
    raiseStatus(kernel, specialization, status);
    return nullptr;
  }
  return boxResult(specialization.resultPlan, frame,
                   {arguments, binding.plan.size(), kernel.self, nullptr, &binding.specialization});
}

/// Result of trying a binding: a new reference, or nullptr with `tooWide` or an exception.
PyObject* invoke(KernelState& kernel, const Binding& binding, PyObject* const* arguments, bool& tooWide) {
  if constexpr (kHasNativeFrontDoor) {
    if (binding.isPlain && !kernel.releasesLock) [[likely]]
      return invokePlainly(kernel, binding, arguments, tooWide);
  }
  // A scalar entry was stopped by a signal: it must not run again.
  if constexpr (!kHasNativeFrontDoor)
    if (raiseInFlight()) return nullptr;
  Specialization& specialization = *binding.specialization;
  Frame frame(specialization.frame);
  if (frame.data() == nullptr) return PyErr_NoMemory();
  std::optional<ListArguments> lists;
  if (specialization.takesLists) lists.emplace([&](PyObject* item) { return typeOfItem(*specialization.world, item); });
  for (std::size_t i = 0; i < binding.plan.size(); ++i) {
    const UnboxResult result = unbox(binding.plan[i], arguments[i], frame.data(), lists ? &*lists : nullptr);
    if (result == UnboxResult::Done) continue;
    tooWide = result == UnboxResult::TooWide;
    return nullptr;
  }
  std::int32_t status = 0;
  std::optional<ObjectCalls> calls;
  if (specialization.callsInterpreter())
    calls.emplace(specialization, BoxContext{arguments, binding.plan.size(), kernel.self, nullptr, &binding.specialization});
  if (kernel.releasesLock) {
    const WithoutLock unlocked;
    status = specialization.entry(frame.data());
  } else {
    status = specialization.entry(frame.data());
  }
  if (status != 0) [[unlikely]] {
    raiseStatus(kernel, specialization, status);
    if (lists) writeBackAfterError(*lists, specialization, {arguments, binding.plan.size(), kernel.self, &*lists, nullptr});
    return nullptr;
  }
  if constexpr (!kHasNativeFrontDoor) {
    if (lists) {
      // Lists are written back below.
    } else if (PyObject* slot = putIntoSlot(specialization.resultPlan, frame.data()))
      return slot;
  }
  const BoxContext context{arguments, binding.plan.size(), kernel.self, lists ? &*lists : nullptr, &binding.specialization};
  Ref result = Ref::steal(box(specialization.resultPlan, frame.data(), context));
  if (lists && result && !writeBack(*lists, specialization, context)) return nullptr;
  return result.release();
}

PyObject* callSlowly(KernelState& kernel, PyObject* const* arguments) {
  ArgumentsAsArrays viewed;
  if (!viewBuffersAsArrays(arguments, kernel.parameters.count(), viewed)) return nullptr;
  if (viewed.hasAny) {
    return callKernel(kernel, viewed.values.data());
  }
  std::unique_ptr<const Binding> temporary;
  const Binding* binding = nullptr;
  guarded([&] { binding = resolve(kernel, arguments, temporary); });
  if (binding == nullptr) return nullptr;
  bool tooWide = false;
  PyObject* result = invoke(kernel, *binding, arguments, tooWide);
  if (tooWide) PyErr_SetString(PyExc_OverflowError, "int too big to convert");
  return result;
}

PyObject* callWithBinding(KernelState& kernel, PyObject* const* arguments, std::size_t positional, PyObject* keywordNames) {
  BoundArguments bound;
  if (!bindArguments(kernel, arguments, positional, keywordNames, bound)) return nullptr;
  return callKernel(kernel, bound.values.data());
}

PyObject* call(KernelState& kernel, PyObject* const* arguments, std::size_t positional, PyObject* keywordNames) {
  const ParameterList& parameters = kernel.parameters;
  if (keywordNames == nullptr && positional == parameters.names.size() && positional == parameters.positional &&
      !parameters.hasVarArgs && !parameters.hasVarKeywords) [[likely]]
    return callKernel(kernel, arguments);
  return callWithBinding(kernel, arguments, positional, keywordNames);
}

PyObject* vectorcallKernel(PyObject* self, PyObject* const* arguments, std::size_t flags, PyObject* keywordNames) {
  return call(*stateOf(self), arguments, static_cast<std::size_t>(PyVectorcall_NARGS(flags)), keywordNames);
}

PyObject* callBuiltin(PyObject* self, PyObject* const* arguments, Py_ssize_t count, PyObject* keywordNames) {
  return call(*stateOf(self), arguments, static_cast<std::size_t>(count), keywordNames);
}

PyMethodDef callDefinition = {"call", reinterpret_cast<PyCFunction>(reinterpret_cast<void (*)()>(callBuiltin)),
                              METH_FASTCALL | METH_KEYWORDS, nullptr};

PyObject* createKernel(PyTypeObject* type, PyObject* arguments, PyObject*) {
  PyObject* function = nullptr;
  if (PyTuple_GET_SIZE(arguments) > 0) function = PyTuple_GET_ITEM(arguments, 0);
  if (function == nullptr || !PyFunction_Check(function)) {
    PyErr_Format(PyExc_TypeError, "a Python function is needed, not %R", function == nullptr ? Py_None : function);
    return nullptr;
  }
  auto* self = reinterpret_cast<KernelObject*>(type->tp_alloc(type, 0));
  if (self == nullptr) return nullptr;
  self->vectorcall = vectorcallKernel;
  self->state = new KernelState(reinterpret_cast<PyObject*>(self), Ref::share(function));
  if (!readParameters(function, self->state->parameters)) {
    Py_DECREF(self);
    return nullptr;
  }
  return reinterpret_cast<PyObject*>(self);
}

int initKernel(PyObject*, PyObject*, PyObject*) { return 0; }

int traverseKernel(PyObject* object, visitproc visit, void* arg) {
  const KernelState* state = stateOf(object);
  Py_VISIT(Py_TYPE(object));
  return state == nullptr ? 0 : state->traverse(visit, arg);
}

/// Breaks cycles through what was compiled; the kernel stays usable, for finalizers that still call it.
int clearKernel(PyObject* object) {
  if (KernelState* state = stateOf(object)) state->drop();
  return 0;
}

void destroyKernel(PyObject* object) {
  PyTypeObject* type = Py_TYPE(object);
  PyObject_GC_UnTrack(object);
  delete std::exchange(reinterpret_cast<KernelObject*>(object)->state, nullptr);
  type->tp_free(object);
  Py_DECREF(type);
}

PyObject* bindKernel(PyObject* self, PyObject* instance, PyObject*) {
  if (instance == nullptr || instance == Py_None) return Py_INCREF(self), self;
  return PyMethod_New(self, instance);
}

PyMemberDef kernelMembers[] = {
    {"__vectorcalloffset__", T_PYSSIZET, offsetof(KernelObject, vectorcall), READONLY, nullptr},
    {nullptr, 0, 0, 0, nullptr},
};

PyType_Slot callableSlots[] = {
    {Py_tp_new, reinterpret_cast<void*>(createKernel)},
    {Py_tp_init, reinterpret_cast<void*>(initKernel)},
    {Py_tp_dealloc, reinterpret_cast<void*>(destroyKernel)},
    {Py_tp_traverse, reinterpret_cast<void*>(traverseKernel)},
    {Py_tp_clear, reinterpret_cast<void*>(clearKernel)},
    {Py_tp_call, reinterpret_cast<void*>(PyVectorcall_Call)},
    {Py_tp_descr_get, reinterpret_cast<void*>(bindKernel)},
    {Py_tp_members, kernelMembers},
    {0, nullptr},
};
PyType_Slot plainSlots[] = {
    {Py_tp_new, reinterpret_cast<void*>(createKernel)},      {Py_tp_init, reinterpret_cast<void*>(initKernel)},
    {Py_tp_dealloc, reinterpret_cast<void*>(destroyKernel)}, {Py_tp_traverse, reinterpret_cast<void*>(traverseKernel)},
    {Py_tp_clear, reinterpret_cast<void*>(clearKernel)},     {0, nullptr},
};

// Some of the flags are zero. NOLINTNEXTLINE(misc-redundant-expression)
constexpr unsigned long kPlainFlags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE | Py_TPFLAGS_HAVE_GC;
constexpr unsigned long kCallableFlags = kPlainFlags | Py_TPFLAGS_HAVE_VECTORCALL | kMethodDescriptorFlag;

}  // namespace

KernelState::KernelState(PyObject* object, Ref wrapped)
    : self(object),
      id(ObjectTable::instance().adopt(object)),
      function(std::move(wrapped)),
      name(textOf(attributeOrNull(function.get(), "__name__").get())) {}

KernelState::~KernelState() { ObjectTable::instance().forget(id); }

void KernelState::publish(std::unique_ptr<const Binding> binding) {
  const std::lock_guard lock(mutex);
  const Table* old = table.load(std::memory_order_relaxed);
  auto next = old == nullptr ? std::make_unique<Table>() : std::make_unique<Table>(*old);
  Fingerprint print;
  for (const Word word : binding->words) print.add(word);
  next->emplace(hashOf(print), binding.get());
  table.store(next.get(), std::memory_order_release);
  recent.store(binding.get(), std::memory_order_release);
  tables.push_back(std::move(next));
  bindings.push_back(std::move(binding));
}

void KernelState::forget() {
  const std::lock_guard lock(mutex);
  recent.store(nullptr);
  table.store(nullptr);
  specializations.clear();
  called.clear();
}

void KernelState::drop() {
  forget();
  bindings.clear();
  tables.clear();
}

int KernelState::traverse(visitproc visit, void* arg) const {
  const auto visitRef = [&](const Ref& ref) { return ref ? visit(ref.get(), arg) : 0; };
  for (const Ref* ref : {&function, &hook, &face})
    if (const int stop = visitRef(*ref)) return stop;
  for (const auto& binding : bindings)
    for (const Ref& kept : binding->kept)
      if (const int stop = visitRef(kept)) return stop;
  for (const auto& specialization : specializations)
    if (const int stop = specialization->world->traverse(visit, arg)) return stop;
  return 0;
}

ResultSlots<double> floatSlots;
ResultSlots<std::int64_t> intSlots;

PyTypeObject* kernelType() { return theKernelType; }

bool initKernelType() {
  static PyType_Spec spec = {"pyrite._core.Kernel", sizeof(KernelObject), 0,
                             static_cast<unsigned int>(kHasNativeFrontDoor ? kCallableFlags : kPlainFlags),
                             kHasNativeFrontDoor ? callableSlots : plainSlots};
  if (theKernelType == nullptr) theKernelType = reinterpret_cast<PyTypeObject*>(PyType_FromSpec(&spec));
  return theKernelType != nullptr;
}

void setDispatcherClass(PyTypeObject* cls) {
  Py_INCREF(cls);
  theDispatcherClass = cls;
}

KernelState* kernelOf(PyObject* object) {
  if (PyObject_TypeCheck(object, theKernelType)) return stateOf(object);
  if (theDispatcherClass == nullptr || !PyObject_TypeCheck(object, theDispatcherClass)) return nullptr;
  const Ref kernel = attributeOrNull(object, "_kernel");
  return kernel && PyObject_TypeCheck(kernel.get(), theKernelType) ? stateOf(kernel.get()) : nullptr;
}

Ref newKernelCall(PyObject* kernel) { return Ref::steal(PyCFunction_New(&callDefinition, kernel)); }

PyObject* callKernel(KernelState& kernel, PyObject* const* arguments) {
  Fingerprint print(kernel.needsLiterals.load(std::memory_order_relaxed));
  bool isKnown = true;
  for (std::size_t i = 0, count = kernel.parameters.count(); i < count; ++i) isKnown = isKnown && print.add(arguments[i]);
  const Binding* binding = isKnown ? lookUp(kernel, print) : nullptr;
  if (binding == nullptr) [[unlikely]]
    return callSlowly(kernel, arguments);
  if (binding != kernel.recent.load(std::memory_order_relaxed)) kernel.recent.store(binding, std::memory_order_release);
  bool tooWide = false;
  PyObject* result = invoke(kernel, *binding, arguments, tooWide);
  return tooWide ? callSlowly(kernel, arguments) : result;
}

}  // namespace pyrite::bridge
