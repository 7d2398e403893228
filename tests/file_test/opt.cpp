// pyrite-opt FILE [--passes=NAME,…] [--standard] [--verify] [--places]: runs passes over IR and prints what comes out.
//
//   pyrite-opt F.pir --passes=inline,dce    these passes, in this order
//   pyrite-opt F.pir --standard             all passes, in the order in which programs take them
//   pyrite-opt --verify F.pir               prints nothing but the verifier's complaint
//   pyrite-opt --list                       the names of the passes
//
// FILE may be '-'. What file tests have beside IR (the line 'test …', the text after 'expect:') is passed over. The module is
// verified before the first pass and after each; --places prints the source places too.
#include <fstream>
#include <iostream>
#include <optional>
#include <sstream>

#include "frontend/ir/text.hpp"
#include "frontend/ir/verifier.hpp"
#include "frontend/passes/passes.hpp"

namespace pyrite {
namespace {

struct Request {
  std::string path;
  std::vector<std::string> passes;
  bool verifiesOnly = false, printsPlaces = false;
};

int fail(const std::string& what) {
  std::cerr << "pyrite-opt: " << what << "\n";
  return 1;
}

/// The text that is IR, its lines where they were.
std::string withoutExpectations(std::istream& stream) {
  std::string source;
  for (std::string line; std::getline(stream, line) && line != "expect:";)
    source += line.starts_with("test ") ? "\n" : line + "\n";
  return source;
}

Status verified(const ir::Module& module, const std::string& stage) {
  Status status = ir::verify(module, ir::Level::Typed);
  if (status.ok()) return status;
  Diagnostic diagnostic = status.error();
  diagnostic.message = stage + ": " + diagnostic.message;
  return diagnostic;
}

Result<ir::Module> transformed(const std::string& source, const Request& request) {
  PYRITE_TRY(ir::Module module, ir::parse(source));
  PYRITE_TRY_STATUS(verified(module, "as it was read"));
  for (const std::string& pass : request.passes) {
    PYRITE_TRY_STATUS(passes::runPass(pass, module));
    PYRITE_TRY_STATUS(verified(module, "after " + pass));
  }
  return module;
}

int run(const Request& request) {
  std::ifstream file;
  if (request.path != "-") file.open(request.path);
  if (request.path != "-" && !file) return fail(request.path + " cannot be read");
  const auto module = transformed(withoutExpectations(request.path == "-" ? std::cin : file), request);
  if (!module.ok()) return fail(module.error().message);
  if (!request.verifiesOnly) std::cout << ir::print(*module, request.printsPlaces ? ir::Places::Printed : ir::Places::Omitted);
  return 0;
}

std::optional<Request> parseArguments(std::span<char*> arguments) {
  Request request;
  for (const std::string_view argument : arguments) {
    if (argument.starts_with("--passes=")) {
      std::istringstream names{std::string(argument.substr(9))};
      for (std::string name; std::getline(names, name, ',');) request.passes.push_back(name);
    } else if (argument == "--standard") {
      for (std::string_view name : passes::passNames()) request.passes.emplace_back(name);
    } else if (argument == "--verify") {
      request.verifiesOnly = true;
    } else if (argument == "--places") {
      request.printsPlaces = true;
    } else if ((argument.starts_with("-") && argument != "-") || !request.path.empty()) {
      return std::nullopt;
    } else {
      request.path = argument;
    }
  }
  if (request.path.empty()) return std::nullopt;
  return request;
}

}  // namespace
}  // namespace pyrite

int main(int count, char** values) {
  const std::span arguments(values + 1, values + count);
  if (arguments.size() == 1 && std::string_view(arguments[0]) == "--list") {
    for (std::string_view name : pyrite::passes::passNames()) std::cout << name << "\n";
    return 0;
  }
  const auto request = pyrite::parseArguments(arguments);
  if (!request) return pyrite::fail("usage: pyrite-opt FILE|- [--passes=NAME,…] [--standard] [--verify] [--places] | --list");
  return pyrite::run(*request);
}
