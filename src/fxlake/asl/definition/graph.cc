// SPDX-License-Identifier: Apache-2.0
#include "fxlake/asl/definition/graph.h"

namespace fxlake::asl {
namespace {

std::string ConditionText(const ChoiceState::Rule& rule) {
  if (const auto* condition = std::get_if<ChoiceRule>(&rule.condition)) return condition->ToText();
  if (const auto* expression = std::get_if<JsonataExpression>(&rule.condition)) return expression->text();
  return std::get<bool>(rule.condition) ? "true" : "false";
}

// Traverses a machine and reports nodes, edges and boxes to a writer. Nodes are named s1, s2, ... in document
// order.
class Drawing {
 public:
  virtual ~Drawing() = default;

  void Draw(const Machine& machine, int depth = 1) {
    const auto first = names_;
    names_ += machine.states.size();
    const auto name = [first](std::size_t index) { return "s" + std::to_string(first + index + 1); };
    Edge(depth, Start(depth), name(machine.start), "", false);
    for (std::size_t i = 0; i < machine.states.size(); ++i) {
      const auto& state = machine.states[i];
      Node(depth, name(i), state);
      if (state.next) Edge(depth, name(i), name(*state.next), "", false);
      if (const auto* choice = std::get_if<ChoiceState>(&state.kind)) {
        for (const auto& rule : choice->rules)
          Edge(depth, name(i), name(rule.next), ConditionText(rule), false);
        if (choice->otherwise) Edge(depth, name(i), name(*choice->otherwise), "Default", false);
      } else if (!state.next) {
        Edge(depth, name(i), Finish(depth), "", false);
      }
      for (const auto& catcher : state.catchers) {
        std::string errors;
        for (const auto& error : catcher.error_equals) errors += (errors.empty() ? "" : ", ") + error;
        Edge(depth, name(i), name(catcher.next), errors, true);
      }
      if (const auto* parallel = std::get_if<ParallelState>(&state.kind)) {
        for (const auto& branch : parallel->branches)
          Inside(depth, name(i), *branch, state.name + ": branch");
      } else if (const auto* map = std::get_if<MapState>(&state.kind)) {
        Inside(depth, name(i), *map->processor, state.name + ": for each item");
      }
    }
  }

  std::string TakeText() { return std::move(text_); }

 protected:
  void Line(int depth, const std::string& line) {
    text_ += std::string(static_cast<std::size_t>(depth) * 2, ' ') + line + "\n";
  }

  virtual std::string Start(int depth) = 0;
  virtual std::string Finish(int depth) = 0;
  virtual void Node(int depth, const std::string& name, const State& state) = 0;
  virtual void Edge(int depth, const std::string& from, const std::string& to, const std::string& label,
                    bool caught) = 0;
  virtual void Open(int depth, const std::string& name, const std::string& title) = 0;
  virtual void Close(int depth) = 0;

  std::string text_;
  std::size_t points_ = 0;

 private:
  void Inside(int depth, const std::string& outer, const Machine& machine, const std::string& title) {
    const auto box = "box" + std::to_string(++boxes_);
    const auto entry = "s" + std::to_string(names_ + machine.start + 1);
    Open(depth, box, title);
    Draw(machine, depth + 1);
    Close(depth);
    Edge(depth, outer, entry, "", false);
  }

  std::size_t names_ = 0;
  std::size_t boxes_ = 0;
};

std::string Replaced(std::string_view text, std::string_view quote, std::string_view line_break) {
  std::string out;
  for (const char c : text) {
    if (c == '"') {
      out += quote;
    } else if (c == '\n') {
      out += line_break;
    } else if (c == '\\' && quote == "\\\"") {
      out += "\\\\";
    } else {
      out += c;
    }
  }
  return out;
}

class Mermaid : public Drawing {
 public:
  Mermaid() { text_ = "flowchart TD\n"; }

 private:
  static std::string Quoted(std::string_view text) { return "\"" + Replaced(text, "#quot;", " ") + "\""; }

  std::string Start(int depth) override { return Point(depth, "(( ))"); }
  std::string Finish(int depth) override { return Point(depth, "((( )))"); }
  std::string Point(int depth, const std::string& shape) {
    const auto name = "p" + std::to_string(++points_);
    Line(depth, name + shape);
    return name;
  }
  void Node(int depth, const std::string& name, const State& state) override {
    const auto label = Quoted(state.name + " : " + std::string(state.type()));
    const bool choice = std::holds_alternative<ChoiceState>(state.kind);
    Line(depth, name + (choice ? "{" + label + "}" : "[" + label + "]"));
  }
  void Edge(int depth, const std::string& from, const std::string& to, const std::string& label,
            bool caught) override {
    Line(depth,
         from + (caught ? " -.->" : " -->") + (label.empty() ? "" : "|" + Quoted(label) + "|") + " " + to);
  }
  void Open(int depth, const std::string& name, const std::string& title) override {
    Line(depth, "subgraph " + name + " [" + Quoted(title) + "]");
  }
  void Close(int depth) override { Line(depth, "end"); }
};

class Dot : public Drawing {
 public:
  Dot() { text_ = "digraph machine {\n  node [shape=box];\n"; }

 private:
  static std::string Quoted(std::string_view text) { return "\"" + Replaced(text, "\\\"", "\\n") + "\""; }

  std::string Start(int depth) override { return Point(depth, "circle"); }
  std::string Finish(int depth) override { return Point(depth, "doublecircle"); }
  std::string Point(int depth, const std::string& shape) {
    const auto name = "p" + std::to_string(++points_);
    Line(depth, name + " [shape=" + shape + ", label=\"\", width=0.15];");
    return name;
  }
  void Node(int depth, const std::string& name, const State& state) override {
    const bool choice = std::holds_alternative<ChoiceState>(state.kind);
    Line(depth, name + " [label=" + Quoted(state.name + "\n" + std::string(state.type())) +
                    (choice ? ", shape=diamond" : "") + "];");
  }
  void Edge(int depth, const std::string& from, const std::string& to, const std::string& label,
            bool caught) override {
    std::string attributes = label.empty() ? "" : "label=" + Quoted(label);
    if (caught) attributes += std::string(attributes.empty() ? "" : ", ") + "style=dotted";
    Line(depth, from + " -> " + to + (attributes.empty() ? "" : " [" + attributes + "]") + ";");
  }
  void Open(int depth, const std::string& name, const std::string& title) override {
    Line(depth, "subgraph cluster_" + name + " {");
    Line(depth + 1, "label=" + Quoted(title) + ";");
  }
  void Close(int depth) override { Line(depth, "}"); }
};

}  // namespace

std::string ToMermaid(const Machine& machine) {
  Mermaid drawing;
  drawing.Draw(machine);
  return drawing.TakeText();
}

std::string ToDot(const Machine& machine) {
  Dot drawing;
  drawing.Draw(machine);
  return drawing.TakeText() + "}\n";
}

}  // namespace fxlake::asl
