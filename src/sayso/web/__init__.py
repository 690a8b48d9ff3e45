"""The workbench: see, question, correct. A local web application over one record; `sayso serve RECORD`."""
