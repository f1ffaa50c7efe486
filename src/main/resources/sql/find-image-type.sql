SELECT document::text FROM image_type_documents
 WHERE id = :#${variable.id}
