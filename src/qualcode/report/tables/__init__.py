"""Tables that only a report holds: people, cases, nodes, reliability as theses print it, audit trail, checklists."""
