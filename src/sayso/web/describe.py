"""The interface for programs, as a page: what ``/openapi.json`` says, arranged for reading."""

from __future__ import annotations

from typing import Any


def described(schema: dict[str, Any]) -> dict[str, Any]:
    """The operations of an OpenAPI schema by tag: {"version", "groups": [(tag, [{path, summary, description, parameters}])]}."""
    groups: dict[str, list[dict[str, Any]]] = {}
    for path, methods in schema["paths"].items():
        for operation in methods.values():
            parameters = [
                {
                    "name": p["name"],
                    "where": p["in"],
                    "required": p.get("required", False),
                    "kind": _kind(p.get("schema", {})),
                    "description": p.get("description", ""),
                }
                for p in operation.get("parameters", ())
            ]
            row = {
                "path": path,
                "summary": operation.get("summary", ""),
                "description": operation.get("description", ""),
                "parameters": parameters,
                "plain": not any(p["where"] == "path" for p in parameters),
            }
            groups.setdefault((operation.get("tags") or ["more"])[0], []).append(row)
    return {"version": schema["info"]["version"], "about": schema["info"].get("description", ""), "groups": list(groups.items())}


def _kind(schema: dict[str, Any]) -> str:
    """A parameter's schema in a word or two."""
    if "enum" in schema:
        return " or ".join(map(str, schema["enum"]))
    if schema.get("type") == "array":
        return "may be given again"
    return (
        {"integer": "a number", "number": "a number", "string": "text"}.get(schema.get("type", ""), "")
        if "format" not in schema
        else ("a day" if schema["format"] == "date" else schema["format"])
    )
