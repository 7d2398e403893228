// A kernel: one Python function with all that was compiled of it. The dispatcher's core on every interpreter; on CPython it
// is also the callable itself (vectorcall), on PyPy a fast builtin bound to it is.
#pragma once

#include <atomic>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <thread>
#include <unordered_map>

#include "cpu/cpu.hpp"
#include "python/bridge/fingerprint.hpp"
#include "python/bridge/frame_plan.hpp"
#include "python/bridge/world.hpp"

namespace pyrite::bridge {

/// Frames up to this size lie on the stack.
inline constexpr std::size_t kSmallFrame = 1024;

/// One specialisation, compiled and loaded.
struct Specialization {
  std::vector<Type> arguments;  // one for each parameter of the code object
  Type result = nullptr;
  std::shared_ptr<LiveWorld> world;  // keeps alive what the code refers to
  ir::Module module;                 // after the passes
  std::string inferredText;          // typed IR as inference left it
  cpu::CompiledCode compiled;
  targets::Entry entry = nullptr;
  targets::FrameLayout frame;
  BoxNode resultPlan;
  bool takesLists = false;         // some argument is a list or holds one
  std::vector<Type> writtenLists;  // types of lists that the code may change
  struct ObjectCall {
    Ref callee;
    BoxNode arguments;
    BoxNode result;  // Void: what is returned is dropped
  };
  std::vector<ObjectCall> objectCalls;  // what the code has the interpreter call
  /// Whether the code may call objects, or compare the interpreter's errors with classes.
  bool callsInterpreter() const { return !objectCalls.empty() || !module.handlers.empty(); }
  void* scalarEntry = nullptr;  // plain C function, nullptr when there is none
  bool isDeclared = false;      // by an explicit signature
  std::int64_t order = 0;       // of all compilations in the process
  double frontendSeconds = 0, backendSeconds = 0;
  std::vector<std::vector<Ref>> siteCodes;  // code objects for tracebacks, made as they are needed
};

/// Types that a function was compiled for inside of another.
struct CalledTypes {
  std::vector<Type> arguments;
  Type result = nullptr;
  std::int64_t order = 0;  // of all compilations in the process
};

/// A fingerprint and how to call for it. Lives as long as its kernel, also when replaced.
struct Binding {
  std::vector<Word> words;
  std::vector<UnboxNode> plan;
  std::shared_ptr<Specialization> specialization;
  std::vector<Ref> kept;  // objects whose identity is part of the fingerprint
  bool isPlain = false;   // the frame is small, no lists pass and the code does not call the interpreter

  bool matches(const Fingerprint& print) const {
    if (words.size() != print.size()) return false;
    for (std::size_t i = 0; i < words.size(); ++i)  // a few words: a call to memcmp costs more
      if (words[i] != print.data()[i]) return false;
    return true;
  }
};

/// How arguments bind to parameters.
struct ParameterList {
  std::vector<Ref> names;      // positional, then keyword-only; interned
  std::size_t positional = 0;  // how many of them are
  std::size_t positionalOnly = 0;
  bool hasVarArgs = false, hasVarKeywords = false;
  Ref defaults;         // tuple or null
  Ref keywordDefaults;  // dict or null

  std::size_t count() const { return names.size() + (hasVarArgs ? 1 : 0) + (hasVarKeywords ? 1 : 0); }
};

struct KernelState {
  PyObject* self = nullptr;  // the kernel object; borrowed
  Ref face;                  // gives the dispatcher that people hold, where it is another object: a weak reference to it
  ObjectId id;               // of the kernel object
  Ref function;
  Ref hook;  // called without arguments after each compilation; may be null
  std::string name;
  ParameterList parameters;
  infer::FunctionOptions options;
  bool releasesLock = false;  // nogil
  bool usesCache = true;
  bool makesScalarEntry = false;
  std::atomic<bool> mayCompile{true};
  std::atomic<bool> needsLiterals{false};  // it was not compiled for strings of run time, but for known ones

  // Written with `mutex` held, read without: publish through `recent` and `table`.
  using Table = std::unordered_multimap<Word, const Binding*>;  // by a hash of the words
  std::atomic<const Binding*> recent{nullptr};
  std::atomic<const Table*> table{nullptr};

  std::mutex mutex;
  std::condition_variable finished;
  std::vector<std::vector<Type>> inProgress;  // what other threads are compiling
  std::vector<std::thread::id> inProgressBy;
  std::vector<std::shared_ptr<Specialization>> specializations;
  std::vector<CalledTypes> called;                       // what it was compiled for as a part of other functions
  std::vector<std::unique_ptr<const Binding>> bindings;  // all that ever were
  std::vector<std::unique_ptr<const Table>> tables;
  std::atomic<std::int64_t> cacheHits{0}, cacheMisses{0};

  KernelState(PyObject* object, Ref wrapped);
  ~KernelState();
  void publish(std::unique_ptr<const Binding> binding);
  void forget();  // recompile: no binding and no specialisation stays current
  void drop();    // nobody calls it any more
  int traverse(visitproc visit, void* arg) const;
};

/// The Python type. On CPython it can be subclassed and called.
PyTypeObject* kernelType();
bool initKernelType();

/// Tells the class of dispatchers that keep their kernel in `_kernel` (where the kernel is not itself the dispatcher).
void setDispatcherClass(PyTypeObject* cls);

/// The kernel of a dispatcher (or of a kernel itself); nullptr for any other object.
KernelState* kernelOf(PyObject* object);

/// Calls with exactly one argument per parameter.
PyObject* callKernel(KernelState& kernel, PyObject* const* arguments);

/// A builtin function `call(*args, **kwargs)` bound to the kernel.
Ref newKernelCall(PyObject* kernel);

}  // namespace pyrite::bridge
