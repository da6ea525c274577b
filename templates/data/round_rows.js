explorerRows({{ page.number }}, [
{% for system in page.systems %}
[{{ [system.name, system.card, system.href, system.submitter, system.division, system.availability, system.needs_care, system.chip_count, system.chip_kind, system.accelerator, system.processor, system.software, system.source.url, system.source.date] | tojson }}, [
{% for result in system.results %}
{{ [result.anchor, result.category, result.benchmark, result.used_model, result.scenario, result.value, result.unit, result.status, result.precision, result.inferred_from, result.accuracy, result.power, result.id] | tojson }},
{% endfor %}
]],
{% endfor %}
]);
