compareSystems([
{% for system in page.systems %}
{{ {"address": system.address, "name": system.name, "submitter": system.submitter, "scope": system.scope, "chips": system.chips, "state": system.state} | tojson }},
{% endfor %}
]);
