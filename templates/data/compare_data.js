compareData([
{% for system in page.systems %}
{
"address": {{ system.address | tojson }},
"card": {{ system.card | tojson }},
"name": {{ system.name | tojson }},
"submitter": {{ system.submitter | tojson }},
"family": {{ system.family | tojson }},
"suite": {{ system.suite | tojson }},
"scope": {{ system.scope | tojson }},
"availability": {{ system.availability | tojson }},
"chips": {{ system.chips | tojson }},
"differences": {{ system.differences | tojson }},
"isMlperf": {{ system.is_mlperf | tojson }},
"verified": {{ system.verified | tojson }},
"omitted": {{ system.omitted | tojson }},
"retrievals": [{% for from in system.retrievals %}{{ {"url": from.url, "date": from.date} | tojson }},{% endfor %}],
"results": [
{% for result in system.results %}
{{ {"row": result.row, "benchmark": result.benchmark, "title": result.title, "scenario": result.scenario, "usedModel": result.used_model, "value": result.value, "unit": result.unit, "better": result.better, "quantity": result.quantity, "status": result.status, "off": result.off, "grounds": result.grounds, "inferredFrom": result.inferred_from, "power": result.power, "accuracy": result.accuracy, "precision": result.precision, "id": result.id} | tojson }},
{% endfor %}
],
"facts": [
{% for fact in system.facts %}
{{ fact | tojson }},
{% endfor %}
]
},
{% endfor %}
]);
