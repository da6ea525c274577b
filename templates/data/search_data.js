searchRecords([
{% for value in page.values %}
{{ [value.facet, value.text, value.also] | tojson }},
{% endfor %}
], [
{% for record in page.records %}
[{{ [record.kind, record.href, record.title, record.detail, record.state, record.values, record.names] | tojson }}, [
{% for row in record.rows %}
{{ [row.anchor, row.name, row.rank, row.values] | tojson }},
{% endfor %}
]],
{% endfor %}
]);
